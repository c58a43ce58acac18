import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Parser, type ReadEntry } from 'tar';
import { checkPath, type ArchiveConsumer } from './entries';

const FILES = new Set(['File', 'OldFile', 'ContiguousFile']);

/** What the parser warns of when the bytes are not those of an archive, or not all of them. */
const BROKEN = new Set(['TAR_BAD_ARCHIVE', 'TAR_ENTRY_INVALID', 'TAR_ABORT']);

/**
 * Goes through a tar archive, entry by entry.
 *
 * @throws when it is broken or an entry may not be believed
 */
export async function readTar(options: {
  bytes: AsyncIterable<Buffer>;
  /** Git hosts put everything into one folder. */
  stripFirstFolder: boolean;
  consumer: ArchiveConsumer;
  signal: AbortSignal;
}): Promise<void> {
  const { bytes, stripFirstFolder, consumer, signal } = options;
  let problem: Error | undefined;
  const pathOf = (path: string) => {
    const normal = checkPath(path);
    return stripFirstFolder ? normal.replace(/^[^/]+(?:\/|$)/, '') : normal;
  };

  function read(entry: ReadEntry): void {
    const path = pathOf(entry.path);
    const isFile = FILES.has(entry.type);
    const isLink = entry.type === 'SymbolicLink' || entry.type === 'Link';
    if (path === '' || (!isFile && !isLink)) {
      entry.resume();
      return;
    }
    if (isLink) {
      const hard = entry.type === 'Link';
      const target = entry.linkpath ?? '';
      consumer.onEntry({
        kind: 'link',
        path,
        hard,
        target: hard ? pathOf(target) : target,
      });
      entry.resume();
      return;
    }
    if (!consumer.onEntry({ kind: 'file', path, size: entry.size })) {
      entry.resume();
      return;
    }
    const chunks: Buffer[] = [];
    entry.on('data', (chunk: Buffer) => chunks.push(chunk));
    entry.on('end', () => consumer.onContent(path, Buffer.concat(chunks)));
  }

  const parser = new Parser({
    onwarn: (code: string, message: string | Error) => {
      if (BROKEN.has(code)) {
        problem ??= new Error(
          `The archive of the repository is broken: ${
            message instanceof Error ? message.message : message
          }`,
        );
      }
    },
    onReadEntry(entry) {
      try {
        read(entry);
      } catch (error) {
        // Thrown from here it would be lost.
        problem ??= error as Error;
        entry.resume();
      }
    },
  });
  async function* untilProblem() {
    for await (const chunk of bytes) {
      if (problem) throw problem;
      yield chunk;
    }
  }
  await pipeline(
    Readable.from(untilProblem()),
    parser as unknown as NodeJS.WritableStream,
    { signal },
  );
  if (problem) {
    throw problem;
  }
}
