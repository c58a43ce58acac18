import { createMockDirectory } from '@backstage/backend-test-utils';
import { symlinkSync } from 'node:fs';
import { LocalDirectoryReader } from './LocalDirectoryReader';

const limits = {
  maxFiles: 100,
  maxFileSize: 1000,
  maxTotalSize: 5000,
  maxDownloadSize: 10_000,
  maxUnpackedSize: 10_000,
};

describe('LocalDirectoryReader', () => {
  const directory = createMockDirectory();
  beforeEach(() =>
    directory.setContent({
      'root/repo/Dockerfile': 'FROM scratch',
      'root/repo/.docker/Dockerfile': 'FROM dot',
      'root/repo/src/main.py': 'print()',
      'root/repo/.git/HEAD': 'ref',
      'root/repo/node_modules/x/Dockerfile': 'FROM x',
      'secret/Dockerfile': 'FROM secret',
      'rootless/Dockerfile': 'FROM rootless',
    }),
  );

  const read = (
    folder: string,
    options: {
      etag?: string;
      limits?: Partial<typeof limits>;
      signal?: AbortSignal;
    } = {},
  ) =>
    new LocalDirectoryReader({ roots: [directory.resolve('root')] }).read({
      url: `file:${directory.resolve(folder)}`,
      etag: options.etag,
      isWanted: path => path.endsWith('Dockerfile'),
      limits: { ...limits, ...options.limits },
      signal: options.signal ?? new AbortController().signal,
    });
  async function content(
    folder: string,
    options: { limits?: Partial<typeof limits> } = {},
  ) {
    const reading = await read(folder, options);
    if (reading.kind !== 'content') throw new Error('not modified');
    return reading;
  }

  it('lists all files and reads the wanted ones', async () => {
    const reading = await content('root/repo');
    expect(reading.files).toEqual([
      '.docker/Dockerfile',
      'Dockerfile',
      'src/main.py',
    ]);
    expect(await reading.read('.docker/Dockerfile')).toBe('FROM dot');
    await expect(reading.read('src/main.py')).rejects.toThrow(
      'has not been read',
    );
  });

  it('is not modified until a listed path or a wanted text is', async () => {
    const { etag, revision } = await content('root/repo');
    expect(etag.startsWith(revision)).toBe(true);
    expect(await read('root/repo', { etag })).toEqual({ kind: 'not-modified' });
    directory.addContent({ 'root/repo/src/main.py': 'print(1)' });
    expect(await read('root/repo', { etag })).toEqual({ kind: 'not-modified' });
    directory.addContent({ 'root/repo/Dockerfile': 'FROM changed' });
    expect((await read('root/repo', { etag })).kind).toBe('content');
    directory.addContent({
      'root/repo/Dockerfile': 'FROM scratch',
      'root/repo/new.py': '',
    });
    expect((await read('root/repo', { etag })).kind).toBe('content');
  });

  it.each([
    ['another folder', 'secret'],
    ['a folder whose name begins like the root', 'rootless'],
    ['a folder above', 'root/repo/../../secret'],
    ['the folder of the root', '.'],
    ['nothing at all', 'root/missing'],
  ])('refuses %s and says what to configure', async (_, folder) => {
    await expect(read(folder)).rejects.toThrow(
      /may be read.*dockerfileScorecard\.localRoots/,
    );
  });

  it('refuses a repository that is a link to elsewhere', async () => {
    symlinkSync(directory.resolve('secret'), directory.resolve('root/link'));
    await expect(read('root/link')).rejects.toThrow('may be read');
  });

  it('follows links to files of the repository', async () => {
    directory.addContent({ 'root/repo/docker/base': 'FROM linked' });
    symlinkSync('docker/base', directory.resolve('root/repo/a.Dockerfile'));
    symlinkSync('docker', directory.resolve('root/repo/folder'));
    const reading = await content('root/repo');
    expect(reading.files).toEqual([
      '.docker/Dockerfile',
      'Dockerfile',
      'a.Dockerfile',
      'docker/base',
      'src/main.py',
    ]);
    expect(await reading.read('a.Dockerfile')).toBe('FROM linked');
  });

  it.each(['../../secret/Dockerfile', '.git/HEAD', 'missing'])(
    'reads nothing through a link to %s',
    async target => {
      symlinkSync(target, directory.resolve('root/repo/a.Dockerfile'));
      symlinkSync(target, directory.resolve('root/repo/other'));
      const reading = await content('root/repo');
      expect(reading.files).toEqual([
        '.docker/Dockerfile',
        'Dockerfile',
        'a.Dockerfile',
        'src/main.py',
      ]);
      expect(reading.unreadable).toEqual([
        {
          path: 'a.Dockerfile',
          reason: expect.stringContaining('a.Dockerfile is a link'),
        },
      ]);
      await expect(reading.read('a.Dockerfile')).rejects.toThrow();
    },
  );

  it('reads text of Windows', async () => {
    directory.addContent({
      'root/repo/Dockerfile': Buffer.from('\uFEFFFROM scratch', 'utf16le'),
    });
    const reading = await content('root/repo');
    expect(await reading.read('Dockerfile')).toBe('FROM scratch');
  });

  it('reads through a root that is itself a link', async () => {
    symlinkSync(directory.resolve('root'), directory.resolve('alias'));
    const reader = new LocalDirectoryReader({
      roots: [directory.resolve('alias')],
    });
    const reading = await reader.read({
      url: `file:${directory.resolve('alias/repo')}`,
      isWanted: () => true,
      limits,
      signal: new AbortController().signal,
    });
    expect(reading).toMatchObject({ kind: 'content' });
  });

  it('names files that are too large', async () => {
    const reading = await content('root/repo', {
      limits: { maxFileSize: 10 },
    });
    expect(reading.oversized).toEqual(['Dockerfile']);
    expect(await reading.read('.docker/Dockerfile')).toBe('FROM dot');
  });

  it.each([
    ['files', { maxFiles: 2 }, 'maxFiles'],
    ['bytes', { maxTotalSize: 15 }, 'maxTotalSize'],
  ])('stops at too many %s', async (_, over, setting) => {
    await expect(read('root/repo', { limits: over })).rejects.toThrow(setting);
  });

  it('stops when the time is up', async () => {
    const signal = AbortSignal.abort(new Error('time is up'));
    await expect(read('root/repo', { signal })).rejects.toThrow('time is up');
  });
});
