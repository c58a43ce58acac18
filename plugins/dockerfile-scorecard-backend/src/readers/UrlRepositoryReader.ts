import type { UrlReaderService } from '@backstage/backend-plugin-api';
import type {
  ReadRepositoryOptions,
  RepositoryReader,
  RepositoryReading,
} from 'backstage-plugin-dockerfile-scorecard-node';
import { LimitGuard } from './limits';

/**
 * Reads everything that Backstage has an integration for. The archive streams through memory, file by file;
 * only wanted files are kept, nothing is unpacked to disk.
 */
export class UrlRepositoryReader implements RepositoryReader {
  readonly name = 'url';
  readonly #reader: UrlReaderService;

  constructor(options: { reader: UrlReaderService }) {
    this.#reader = options.reader;
  }

  canRead(url: string): boolean {
    return /^https?:/.test(url);
  }

  async read(options: ReadRepositoryOptions): Promise<RepositoryReading> {
    const { url, etag, isWanted, signal } = options;
    const guard = new LimitGuard(options.limits);
    const files: string[] = [];
    let tree;
    try {
      tree = await this.#reader.readTree(url, {
        etag,
        signal,
        // An exception in here would be lost in the stream, so the guard only takes notes.
        filter(path, info) {
          guard.countFile();
          if (guard.exceeded) {
            return false;
          }
          files.push(path);
          return isWanted(path) && guard.admit(path, info?.size ?? 0);
        },
      });
      const kept = new Map(
        (await tree.files()).map(file => [file.path, file] as const),
      );
      guard.throwIfExceeded();
      return {
        kind: 'content',
        revision: tree.etag,
        etag: tree.etag,
        files: files.sort(),
        oversized: guard.oversized.sort(),
        async read(path) {
          const file = kept.get(path);
          if (!file) {
            throw new Error(`${path} has not been read`);
          }
          return (await file.content()).toString('utf8');
        },
      };
    } catch (error) {
      // By name: the class may come from another copy of the package.
      if (error instanceof Error && error.name === 'NotModifiedError') {
        return { kind: 'not-modified' };
      }
      throw error;
    }
  }
}
