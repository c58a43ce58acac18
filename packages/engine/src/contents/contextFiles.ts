import createIgnore, { type Ignore } from '@balena/dockerignore';
import type { BuildContext } from '../scorecard/types';
import { isGlob, readGlob } from './globs';

/** Answers questions about the build context; undefined: not known. */
export class ContextFiles {
  private readonly ignore: Ignore | undefined;
  private readonly listed: readonly string[] | undefined;

  constructor(readonly context: BuildContext) {
    const { dockerignore, files } = context;
    if (dockerignore) {
      this.ignore = createIgnore({ ignorecase: false }).add(
        dockerignore.split(/\r?\n/),
      );
    }
    this.listed = files;
  }

  /** Whether .dockerignore keeps a path out; undefined when it is not known. */
  ignores(path: string): boolean | undefined {
    if (this.context.dockerignore === undefined) return undefined;
    if (!this.ignore) return false;
    return this.ignore.ignores(path);
  }

  /** Whether the repository holds a path or something below it. */
  has(path: string): boolean | undefined {
    if (!this.listed) return undefined;
    if (path === '' || path === '.') return true;
    return this.listed.some(
      file => file === path || file.startsWith(`${path}/`),
    );
  }

  isDirectory(path: string): boolean | undefined {
    if (path === '' || path === '.') return true;
    if (!this.listed) return undefined;
    if (this.listed.includes(path)) return false;
    return this.listed.some(file => file.startsWith(`${path}/`))
      ? true
      : undefined;
  }

  /** Files that match a glob or lie below a path, without those that .dockerignore keeps out. */
  filesBelow(path: string): string[] | undefined {
    if (!this.listed) return undefined;
    if (path === '' || path === '.') {
      return this.listed.filter(file => this.ignores(file) !== true);
    }
    const pattern = isGlob(path) ? readGlob(path) : undefined;
    return this.listed.filter(
      file =>
        (file === path || file.startsWith(`${path}/`) || pattern?.(file)) &&
        this.ignores(file) !== true,
    );
  }

  manifest(path: string): string | undefined {
    return this.context.manifests?.[path];
  }
}
