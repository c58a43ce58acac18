import { buffer } from 'node:stream/consumers';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { checkPath, type ArchiveConsumer } from './entries';

const MADE_BY_UNIX = 3;
const FILE_TYPE = 0o170000;
const SYMBOLIC_LINK = 0o120000;

/**
 * Goes through a zip archive, entry by entry. Its table of contents is at the end, so all of it is held in memory; the caller
 * limits its size.
 *
 * @throws when it is broken or an entry may not be believed
 */
export async function readZip(options: {
  archive: Buffer;
  consumer: ArchiveConsumer;
  /** Of all entries, unpacked. */
  maxUnpackedSize: number;
  tooLarge: string;
  signal: AbortSignal;
}): Promise<void> {
  const { archive, consumer, signal } = options;
  const zip = await open(archive);
  let unpacked = 0;
  try {
    for await (const entry of entriesOf(zip)) {
      signal.throwIfAborted();
      if (entry.fileName.endsWith('/')) continue;
      unpacked += entry.uncompressedSize;
      if (unpacked > options.maxUnpackedSize) {
        throw new Error(options.tooLarge);
      }
      const path = checkPath(entry.fileName);
      if (isLink(entry)) {
        const target = (await contentOf(zip, entry)).toString('utf8');
        consumer.onEntry({ kind: 'link', path, hard: false, target });
      } else if (
        consumer.onEntry({ kind: 'file', path, size: entry.uncompressedSize })
      ) {
        consumer.onContent(path, await contentOf(zip, entry));
      }
    }
  } finally {
    zip.close();
  }
}

function open(archive: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) =>
    fromBuffer(archive, { lazyEntries: true }, (error, zip) =>
      error || !zip
        ? reject(
            new Error('The archive of the repository is broken', {
              cause: error,
            }),
          )
        : resolve(zip),
    ),
  );
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip.once('entry', resolve);
      zip.once('end', () => resolve(undefined));
      zip.once('error', reject);
      zip.readEntry();
    });
    zip.removeAllListeners();
    if (!entry) return;
    yield entry;
  }
}

function isLink(entry: Entry): boolean {
  const madeBy = entry.versionMadeBy >>> 8;
  const mode = entry.externalFileAttributes >>> 16;
  return madeBy === MADE_BY_UNIX && (mode & FILE_TYPE) === SYMBOLIC_LINK;
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) =>
      error || !stream ? reject(error) : buffer(stream).then(resolve, reject),
    ),
  );
}
