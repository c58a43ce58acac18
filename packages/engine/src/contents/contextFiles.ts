import type { BuildContext } from './buildContext';
import { isGlob, readGlob } from './globs';
import { IgnorePatterns } from './ignorePatterns';
import { baseName, joinPath } from './paths';
import type { Presence } from './types';

/** Folders and files that a build, an installer or a checkout makes: no repository lists them, many contexts hold them. */
const MADE_FOLDER =
  /^(?:\.git|[\w.-]+\.egg-info|\.?venv|env|node_modules|bower_components|vendor|__pycache__|dist|build|target|out|outputs?|bin|obj|publish|release|_?site|public|coverage|htmlcov|wheels?|wheelhouse|generated|gen|artifacts?|deploy|package|staging|\.?cache|\.next|\.nuxt|\.output|\.svelte-kit|\.gradle|\.m2|_build|tmp|data|certs?|secrets?)$/;
const MADE_FILE =
  /^\.(?:env|netrc|npmrc|pypirc)|\.(?:jar|war|ear|whl|tar|t?gz|tgz|bz2|xz|zip|so|dll|exe|pyc|deb|rpm|apk|bin|pem|crt|cer|key|p12|jks|min\.js|pb\.go|env|db|sqlite3?)$|_pb2(?:_grpc)?\.pyi?$/;
/** Where programs are compiled, a name without an ending may be one that is compiled before the image is built. */
const COMPILED =
  /(?:^|\/)(?:go\.mod|Cargo\.toml|CMakeLists\.txt|[Mm]akefile|Justfile|Taskfile\.ya?ml|BUILD(?:\.bazel)?|.*\.(?:csproj|sln|go|rs|c|cpp|zig))$/;

/** `a/b`, without leading or trailing slash; empty for the context itself. */
function relative(path: string): string {
  return path.replace(/^(?:\.?\/)+|\/+$/g, '').replace(/^\.$/, '');
}

/** Patterns of a .gitignore, as .dockerignore writes them: a name without a slash means every folder. */
function asDockerignore(text: string, folder: string): string[] {
  return text.split(/\r?\n/).flatMap(line => {
    const pattern = line.trim();
    if (pattern === '' || pattern.startsWith('#')) return [];
    const kept = pattern.startsWith('!');
    const name = relative(kept ? pattern.slice(1) : pattern);
    const anchored = /\/./.test(kept ? pattern.slice(1) : pattern);
    const place = anchored || name.startsWith('**/') ? name : `**/${name}`;
    return [
      `${kept ? '!' : ''}${folder === '' ? place : `${folder}/${place}`}`,
    ];
  });
}

/** Files and folders by name, and the folders' own files and folders. */
class Listing {
  private readonly children = new Map<string, string[]>([['', []]]);
  private readonly names: ReadonlySet<string>;

  constructor(files: readonly string[]) {
    this.names = new Set(files);
    for (const file of this.names) this.place(file);
  }

  private place(path: string): void {
    const slash = path.lastIndexOf('/');
    const folder = slash < 0 ? '' : path.slice(0, slash);
    const siblings = this.children.get(folder);
    if (siblings) siblings.push(path);
    else {
      this.children.set(folder, [path]);
      this.place(folder);
    }
  }

  isFile(path: string): boolean {
    return this.names.has(path) && !this.children.has(path);
  }

  isFolder(path: string): boolean {
    return this.children.has(path);
  }

  has(path: string): boolean {
    return this.names.has(path) || this.children.has(path);
  }

  /** Files at or below a path. */
  *below(path: string): Generator<string> {
    const children = this.children.get(path);
    if (!children) {
      if (this.names.has(path)) yield path;
      return;
    }
    for (const child of children) yield* this.below(child);
  }

  /** Files and folders that a glob of COPY matches; a star does not cross folders. */
  *matching(glob: string): Generator<string> {
    const pattern = readGlob(glob);
    const depth = glob.split('/').length;
    const deep = glob.includes('**');
    const queue = [''];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const path of this.children.get(at) ?? []) {
        if (pattern(path)) yield path;
        if (
          this.children.has(path) &&
          (deep || path.split('/').length < depth)
        ) {
          queue.push(path);
        }
      }
    }
  }

  some(test: (path: string) => boolean): boolean {
    for (const name of this.names) if (test(name)) return true;
    return false;
  }
}

/** Answers questions about the build context. Paths are relative to it; what is not listed may still be made before the build. */
export class ContextFiles {
  private readonly ignore: IgnorePatterns | undefined;
  private listed: Listing | undefined;
  private made: IgnorePatterns | undefined;
  private compiled: boolean | undefined;

  constructor(readonly context: BuildContext) {
    const { dockerignore } = context;
    if (dockerignore)
      this.ignore = new IgnorePatterns(dockerignore.split(/\r?\n/));
  }

  /** Built when it is first asked for: most files copy nothing by name. */
  private get listing(): Listing | undefined {
    if (!this.listed && this.context.files)
      this.listed = new Listing(this.context.files);
    return this.listed;
  }

  /** Whether .dockerignore keeps a path out; undefined when it is not known. */
  ignores(path: string): boolean | undefined {
    if (this.context.dockerignore === undefined) return undefined;
    if (!this.ignore) return false;
    return this.ignore.ignores(path);
  }

  /** Whether the repository lists a path or something below it, whatever .dockerignore says. */
  has(path: string): boolean | undefined {
    return this.listing?.has(relative(path));
  }

  isDirectory(path: string): boolean | undefined {
    const name = relative(path);
    if (name === '') return true;
    if (this.listing?.isFolder(name)) return true;
    return this.listing?.isFile(name) ? false : undefined;
  }

  /** Whether a build finds a path in the context. */
  holds(path: string): Presence['state'] {
    const name = relative(path);
    if (name === '') return 'present';
    const { listing } = this;
    if (listing?.has(name)) {
      for (const file of listing.below(name)) {
        if (this.ignores(file) !== true) return 'present';
      }
      return 'absent';
    }
    if (this.ignores(name) === true && !this.mayLetThrough(name))
      return 'absent';
    return listing && !this.mayBeMade(name, listing) ? 'absent' : 'unknown';
  }

  /** A later line of .dockerignore takes back what lies below a path. */
  private mayLetThrough(path: string): boolean {
    return (this.context.dockerignore ?? '')
      .split(/\r?\n/)
      .some(
        line =>
          line.startsWith('!') &&
          (relative(line.slice(1)).startsWith(`${path}/`) || isGlob(line)),
      );
  }

  /** Something that no repository lists, or that a link or a submodule brings. */
  private mayBeMade(path: string, listing: Listing): boolean {
    const parts = path.split('/');
    return (
      parts.some(part => MADE_FOLDER.test(part)) ||
      MADE_FILE.test(path) ||
      parts.some(
        (_, i) => i > 0 && listing.isFile(parts.slice(0, i).join('/')),
      ) ||
      listing.has('.gitmodules') ||
      this.isGitIgnored(path) ||
      (!baseName(path).includes('.') && this.isCompiled(listing))
    );
  }

  private isCompiled(listing: Listing): boolean {
    this.compiled ??= listing.some(file => COMPILED.test(file));
    return this.compiled;
  }

  private isGitIgnored(path: string): boolean {
    this.made ??= new IgnorePatterns(
      Object.entries(this.context.manifests ?? {}).flatMap(([name, text]) =>
        baseName(name) === '.gitignore'
          ? asDockerignore(text, relative(name.slice(0, -'.gitignore'.length)))
          : [],
      ),
    );
    return this.made.ignores(path);
  }

  /** Files that a build finds at or below a path; none when the files are not known. */
  *filesBelow(path: string): Generator<string> {
    for (const file of this.listing?.below(relative(path)) ?? []) {
      if (this.ignores(file) !== true) yield file;
    }
  }

  /** Files and folders that a glob of COPY matches; undefined when the files are not known. */
  matching(glob: string): string[] | undefined {
    const { listing } = this;
    if (!listing) return undefined;
    return [...listing.matching(relative(glob))].filter(
      path => this.holds(path) === 'present',
    );
  }

  /** The files are known. */
  get isListed(): boolean {
    return this.context.files !== undefined;
  }

  manifest(path: string): string | undefined {
    return this.context.manifests?.[path];
  }
}

/** A path of the context below another one. */
export function below(source: string, rest: string): string {
  const folder = relative(source);
  return folder === '' ? rest : joinPath(folder, rest);
}
