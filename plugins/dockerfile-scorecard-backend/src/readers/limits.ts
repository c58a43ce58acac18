import type { RepositoryLimits } from 'backstage-plugin-dockerfile-scorecard-node';

/** Counts what is taken from a repository and remembers the first limit that was passed. */
export class LimitGuard {
  readonly #limits: RepositoryLimits;
  readonly oversized: string[] = [];
  #files = 0;
  #bytes = 0;
  #problem: string | undefined;

  constructor(limits: RepositoryLimits) {
    this.#limits = limits;
  }

  countFile(): void {
    this.#files += 1;
    if (this.#files > this.#limits.maxFiles) {
      this.#problem ??= `The repository has more than ${
        this.#limits.maxFiles
      } files (dockerfileScorecard.scan.limits.maxFiles)`;
    }
  }

  /** Whether a wanted file may be read. */
  admit(path: string, size: number): boolean {
    if (this.exceeded) {
      return false;
    }
    if (size > this.#limits.maxFileSize) {
      this.oversized.push(path);
      return false;
    }
    this.#bytes += size;
    if (this.#bytes > this.#limits.maxTotalSize) {
      this.#problem ??= `Dockerfiles and manifests of the repository have more than ${
        this.#limits.maxTotalSize
      } bytes (dockerfileScorecard.scan.limits.maxTotalSize)`;
      return false;
    }
    return true;
  }

  get exceeded(): boolean {
    return this.#problem !== undefined;
  }

  throwIfExceeded(): void {
    if (this.#problem !== undefined) {
      throw new Error(this.#problem);
    }
  }
}
