import { RepositoryReaders } from './RepositoryReaders';

const options = {
  url: 'https://git.example.com/repo',
  isWanted: () => true,
  limits: {
    maxFiles: 1,
    maxFileSize: 1,
    maxTotalSize: 1,
    maxDownloadSize: 1,
    maxUnpackedSize: 1,
  },
  signal: new AbortController().signal,
};

describe('RepositoryReaders', () => {
  it('asks the first reader that knows the location', async () => {
    const reader = (name: string, prefix: string) => ({
      name,
      canRead: (url: string) => url.startsWith(prefix),
      read: async () => {
        throw new Error(name);
      },
    });
    const readers = new RepositoryReaders({
      readers: [reader('a', 'ssh:'), reader('b', 'https:'), reader('c', '')],
    });
    await expect(readers.read(options)).rejects.toThrow('b');
    await expect(readers.read({ ...options, url: 'hg:repo' })).rejects.toThrow(
      'c',
    );
  });

  it('says so when nobody knows it', async () => {
    await expect(
      new RepositoryReaders({ readers: [] }).read(options),
    ).rejects.toThrow(
      'No reader is installed for the location https://git.example.com/repo',
    );
  });

  it('waits for nobody who does not heed the signal', async () => {
    const readers = new RepositoryReaders({
      readers: [
        {
          name: 'deaf',
          canRead: () => true,
          read: () => new Promise(() => {}),
        },
      ],
    });
    await expect(
      readers.read({ ...options, signal: AbortSignal.timeout(10) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
