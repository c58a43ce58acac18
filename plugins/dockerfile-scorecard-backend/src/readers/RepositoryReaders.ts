import { InputError } from '@backstage/errors';
import type {
  ReadRepositoryOptions,
  RepositoryReader,
  RepositoryReading,
} from 'backstage-plugin-dockerfile-scorecard-node';

/** Hands each repository to the first reader that knows its kind. */
export class RepositoryReaders {
  readonly #readers: readonly RepositoryReader[];

  constructor(options: { readers: readonly RepositoryReader[] }) {
    this.#readers = options.readers;
  }

  async read(options: ReadRepositoryOptions): Promise<RepositoryReading> {
    const reader = this.#readers.find(candidate =>
      candidate.canRead(options.url),
    );
    if (!reader) {
      throw new InputError(
        `No reader is installed for the location ${options.url}`,
      );
    }
    return abortable(reader.read(options), options.signal);
  }
}

/** Readers may not heed the signal while they download; nobody waits for them then. */
async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (onAbort) signal.removeEventListener('abort', onAbort);
  }
}
