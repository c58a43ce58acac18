import type {
  ReadRepositoryOptions,
  RepositoryReader,
  RepositoryReading,
} from 'backstage-plugin-dockerfile-scorecard-node';

/** Repositories in memory: URL → path → text. Counts what it is asked. */
export class FakeRepositories implements RepositoryReader {
  readonly name = 'fake';
  readonly repositories = new Map<string, Record<string, string>>();
  /** URL and etag of each reading. */
  readonly readings: { url: string; etag: string | undefined }[] = [];
  failure: Error | undefined;
  /** Paths that cannot be read, and why. */
  unreadable: { path: string; reason: string }[] = [];
  /** Runs in the middle of each reading. */
  meanwhile: (() => Promise<void>) | undefined;

  canRead(url: string): boolean {
    return this.repositories.has(url);
  }

  async read(options: ReadRepositoryOptions): Promise<RepositoryReading> {
    const { url, etag, isWanted } = options;
    this.readings.push({ url, etag });
    await this.meanwhile?.();
    if (this.failure) {
      throw this.failure;
    }
    const texts = this.repositories.get(url) ?? {};
    const revision = JSON.stringify(texts);
    if (etag === revision) {
      return { kind: 'not-modified' };
    }
    return {
      kind: 'content',
      revision,
      etag: revision,
      files: Object.keys(texts),
      oversized: [],
      unreadable: this.unreadable,
      async read(path) {
        if (!isWanted(path)) {
          throw new Error(`${path} was not wanted`);
        }
        return texts[path];
      },
    };
  }
}
