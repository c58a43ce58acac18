import { Readable } from 'node:stream';
import { crc32, deflateRawSync } from 'node:zlib';
import { LimitGuard } from '../limits';
import { readArchive } from './readArchive';

const limits = {
  maxFiles: 10,
  maxFileSize: 1000,
  maxTotalSize: 5000,
  maxDownloadSize: 100_000,
  maxUnpackedSize: 10_000,
};

interface ZipEntry {
  path: string;
  text: string;
  isLink?: boolean;
}

function zip(...entries: ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, text, isLink } of entries) {
    const name = Buffer.from(path);
    const raw = Buffer.from(text);
    const packed = deflateRawSync(raw);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(raw.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04'),
      common,
      name,
      packed,
    ]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((isLink ? 0o120777 : 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02\x14\x03', 'latin1'),
        common,
        tail,
        name,
      ]),
    );
    files.push(local);
    offset += local.length;
  }
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, table, end]);
}

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
