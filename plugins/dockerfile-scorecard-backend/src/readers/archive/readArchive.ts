import type { RepositoryLimits } from 'backstage-plugin-dockerfile-scorecard-node';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import type { LimitGuard } from '../limits';
import { limitBytes, peek } from './byteStream';
import type { ArchiveConsumer, ArchiveEntry } from './entries';
import { followLinks, type LinkTarget } from './followLinks';
import { readTar } from './readTar';
import { readZip } from './readZip';

/** What an archive holds. */
export interface ArchiveContent {
  /** All files and links, relative to the root of the repository. */
  paths: string[];
  /** Contents of the wanted files. */
  contents: Map<string, Buffer>;
  /** Where links lead. */
  links: Map<string, LinkTarget>;
}

const NOT_AN_ARCHIVE =
  'The host answered with something that is not an archive, such as the page of a proxy or a login. Nothing was changed';

const TAR_BLOCK = 512;
const TAR_MAGIC_AT = 257;

/**
 * Reads an archive as it is downloaded. Nothing is written to disk. The format is taken from the bytes: a host that answers
 * with a web page has not answered, and an archive without a file is not believed either.
 *
 * @throws when the bytes are not an archive, or go beyond a limit
 */
export async function readArchive(options: {
  stream: Readable;
  stripFirstFolder: boolean;
  isWanted(path: string): boolean;
  limits: RepositoryLimits;
  guard: LimitGuard;
  signal: AbortSignal;
}): Promise<ArchiveContent> {
  const { stream, stripFirstFolder, limits, guard, signal } = options;
  const contents = new Map<string, Buffer>();
  const files = new Set<string>();
  const links: Extract<ArchiveEntry, { kind: 'link' }>[] = [];
  const consumer: ArchiveConsumer = {
    onEntry(entry) {
      guard.countFile();
      guard.throwIfExceeded();
      if (entry.kind === 'link') {
        links.push(entry);
        return false;
      }
      files.add(entry.path);
      const wanted =
        options.isWanted(entry.path) && guard.admit(entry.path, entry.size);
      guard.throwIfExceeded();
      return wanted;
    },
    onContent: (path, content) => void contents.set(path, content),
  };

  const tooMuch = `The archive of the repository has more than ${limits.maxDownloadSize} bytes (dockerfileScorecard.scan.limits.maxDownloadSize)`;
  const tooLarge = `The archive of the repository has more than ${limits.maxUnpackedSize} bytes when it is unpacked (dockerfileScorecard.scan.limits.maxUnpackedSize)`;
  const abort = () => stream.destroy(asError(signal.reason));
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    const limited = through(
      stream,
      limitBytes(limits.maxDownloadSize, tooMuch),
    );
    const { head, all } = await peek(limited, TAR_BLOCK);
    if (isZip(head)) {
      await readZip({
        archive: await buffer(Readable.from(all)),
        consumer,
        maxUnpackedSize: limits.maxUnpackedSize,
        tooLarge,
        signal,
      });
    } else {
      const unpacked = isGzip(head)
        ? await peek(
            through(
              through(Readable.from(all), createGunzip()),
              limitBytes(limits.maxUnpackedSize, tooLarge),
            ),
            TAR_BLOCK,
          )
        : { head, all };
      if (!isTar(unpacked.head)) {
        throw new Error(NOT_AN_ARCHIVE);
      }
      if (!isEmptyTar(unpacked.head)) {
        const bytes = unpacked.all;
        await readTar({ bytes, stripFirstFolder, consumer, signal });
      }
    }
  } catch (error) {
    // Why a stream ended early is known better outside of it.
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
    stream.destroy();
  }
  if (files.size + links.length === 0) {
    throw new Error(
      'The host answered with an archive without a single file. Nothing was changed',
    );
  }
  return {
    paths: [...files, ...links.map(link => link.path)],
    contents,
    links: followLinks({ links, files }),
  };
}

/** Like `pipe`, but an error of the source is not lost. */
function through<T extends NodeJS.WritableStream & Readable>(
  source: Readable,
  target: T,
): T {
  source.once('error', error => target.destroy(error));
  target.once('close', () => source.destroy());
  // Whoever reads from the target sees the error there.
  target.on('error', () => undefined);
  return source.pipe(target);
}

function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

function isZip(head: Buffer): boolean {
  const signature = head.subarray(0, 4).toString('latin1');
  return signature === 'PK\x03\x04' || signature === 'PK\x05\x06';
}

function isTar(head: Buffer): boolean {
  const magic = head.subarray(TAR_MAGIC_AT, TAR_MAGIC_AT + 5);
  return (
    head.length >= TAR_BLOCK &&
    (magic.toString('latin1') === 'ustar' || isEmptyTar(head))
  );
}

/** The end of an archive is nothing but zeros. */
function isEmptyTar(head: Buffer): boolean {
  return head.subarray(0, TAR_BLOCK).every(byte => byte === 0);
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
