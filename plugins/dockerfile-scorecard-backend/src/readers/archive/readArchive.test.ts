import { Readable } from 'node:stream';
import { zip } from '../../__testUtils__/zip';
import { LimitGuard } from '../limits';
import { readArchive } from './readArchive';

const limits = {
  maxFiles: 10,
  maxFileSize: 1000,
  maxTotalSize: 5000,
  maxDownloadSize: 100_000,
  maxUnpackedSize: 10_000,
};

const read = (bytes: Buffer, over: Partial<typeof limits> = {}) => {
  const all = { ...limits, ...over };
  return readArchive({
    stream: Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]),
    stripFirstFolder: true,
    isWanted: path => path.endsWith('Dockerfile'),
    limits: all,
    guard: new LimitGuard(all),
    signal: new AbortController().signal,
  });
};

describe('readArchive of a zip', () => {
  it('reads wanted files and links, in memory', async () => {
    const { paths, contents, links } = await read(
      zip(
        { path: 'Dockerfile', text: 'FROM zip' },
        { path: 'src/', text: '' },
        { path: 'src/main.py', text: 'print()' },
        { path: 'svc/Dockerfile', text: '../Dockerfile', isLink: true },
      ),
    );
    expect(paths).toEqual(['Dockerfile', 'src/main.py', 'svc/Dockerfile']);
    expect(String(contents.get('Dockerfile'))).toBe('FROM zip');
    expect([...contents.keys()]).toEqual(['Dockerfile']);
    expect(links.get('svc/Dockerfile')).toEqual({
      kind: 'file',
      path: 'Dockerfile',
    });
  });

  it.each([
    ['invalid relative path', { path: '../Dockerfile', text: '' }, {}],
    ['maxUnpackedSize', { path: 'data', text: ' '.repeat(20_000) }, {}],
    ['maxDownloadSize', { path: 'data', text: 'x' }, { maxDownloadSize: 20 }],
  ])('refuses what goes too far: %s', async (reason, entry, over) => {
    await expect(read(zip(entry), over)).rejects.toThrow(reason);
  });

  it('refuses one that is broken', async () => {
    const whole = zip({ path: 'Dockerfile', text: 'FROM zip' });
    await expect(read(whole.subarray(0, 40))).rejects.toThrow('is broken');
  });
});
