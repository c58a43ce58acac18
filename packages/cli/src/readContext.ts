import {
  findBuildContext,
  findContextFolder,
  findDockerignore,
  isDockerignore,
  isManifest,
  listRepository,
  type BuildContext,
  type FolderEntry,
  type FindBuildContextOptions,
  type RepositoryFiles,
} from 'dockerfile-scorecard-engine';
import {
  readdirSync,
  readFileSync,
  statSync,
  type Dirent,
  type Stats,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { UsageError } from './terminal';

const MAX_FILES = 50_000;
const MAX_TEXT_BYTES = 1024 * 1024;
/** Files around Dockerfiles. */
interface Repository {
  /** Absolute path. */
  root: string;
  /** Undefined where there are too many. */
  files: RepositoryFiles | undefined;
  /** It is one, and not just a folder. */
  isRepository: boolean;
}

// Read at once and not by promises: these are thousands of small reads, and each would wait for a thread longer than for its answer.

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function infoOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function slashed(path: string): string {
  return path.split('\\').join('/');
}

/** Every file below a folder; undefined when there are too many to list. */
function listFiles(root: string): Promise<string[] | undefined> {
  return listRepository(
    async folder =>
      entriesOf(join(root, folder)).map(entry => ({
        name: entry.name,
        kind: kindOf(entry),
      })),
    MAX_FILES,
  );
}

function kindOf(entry: Dirent): FolderEntry['kind'] {
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}

function readTexts(
  root: string,
  files: readonly string[],
): Map<string, string> {
  const texts = new Map<string, string>();
  for (const file of files) {
    if (!isManifest(file) && !isDockerignore(file)) continue;
    const path = join(root, file);
    const info = infoOf(path);
    const text = info && info.size <= MAX_TEXT_BYTES ? textOf(path) : undefined;
    if (text !== undefined) texts.set(file, text);
  }
  return texts;
}

async function readRepository(
  root: string,
  isRepository: boolean,
): Promise<Repository> {
  const files = await listFiles(root);
  return {
    root,
    isRepository,
    files: files && { files, texts: readTexts(root, files) },
  };
}

function isBelow(path: string, folder: string): boolean {
  return !relative(folder, path).startsWith('..');
}

/** Reads what lies around Dockerfiles, each repository once. */
export class ContextReader {
  private readonly repositories = new Map<string, Promise<Repository>>();
  private readonly roots = new Map<string, string | undefined>();

  /** The root of the repository that a folder belongs to. */
  private rootOf(folder: string): string | undefined {
    if (!this.roots.has(folder)) this.roots.set(folder, this.findRoot(folder));
    return this.roots.get(folder);
  }

  private findRoot(folder: string): string | undefined {
    if (infoOf(join(folder, '.git'))) return folder;
    const above = dirname(folder);
    return above === folder ? undefined : this.rootOf(above);
  }

  private repositoryAt(root: string, isRepository: boolean) {
    let repository = this.repositories.get(root);
    if (!repository) {
      repository = readRepository(root, isRepository);
      this.repositories.set(root, repository);
    }
    return repository;
  }

  /**
   * What the file system tells of the context that a Dockerfile is built in. Without `context` it is looked for between the
   * Dockerfile and the root of its repository; outside of a repository, the folder that was searched or the current one.
   *
   * @throws UsageError when `context` is no folder
   */
  async read(
    dockerfile: string,
    text: string,
    options: {
      context?: string;
      target?: string;
      /** What was searched for Dockerfiles. */
      searched: readonly string[];
      /** Absolute path of the file that the policy comes from: what it sets is in force already. */
      policyFile?: string;
    },
  ): Promise<{
    context: BuildContext;
    /** The .dockerignore that the build reads, or would read; undefined where that is not known. */
    dockerignore: string | undefined;
    /** Absolute path of the folder that is given to the build; undefined where that is not known. */
    contextFolder: string | undefined;
  }> {
    const file = resolve(dockerfile);
    const folder = options.context && resolve(options.context);
    if (folder !== undefined && !infoOf(folder)?.isDirectory())
      throw new UsageError(`--context ${options.context} is no folder.`);
    const start = folder ?? dirname(file);
    const found = this.rootOf(start);
    const around =
      [...options.searched.map(path => resolve(path)), process.cwd()].find(
        searched => isBelow(start, searched),
      ) ?? start;
    const { root, files, isRepository } = await this.repositoryAt(
      found ?? (folder === undefined ? around : start),
      found !== undefined,
    );
    const target =
      options.target === undefined ? {} : { target: options.target };
    if (!files)
      return {
        context: target,
        dockerignore: undefined,
        contextFolder: undefined,
      };
    const path = slashed(relative(root, file));
    const own = textOf(`${file}.dockerignore`);
    const build: FindBuildContextOptions = {
      dockerfile: path,
      text,
      repository:
        own === undefined
          ? files
          : {
              ...files,
              texts: new Map(files.texts).set(`${path}.dockerignore`, own),
            },
      ...(folder !== undefined && { folder: slashed(relative(root, folder)) }),
    };
    const { hasUpdateBot, settings, ...context } = findBuildContext(build);
    const isPolicy =
      settings !== undefined &&
      join(root, settings.path) === options.policyFile;
    const dockerignore = findDockerignore(build);
    const contextFolder = findContextFolder(build);
    return {
      context: {
        ...context,
        ...(isRepository && { hasUpdateBot }),
        ...(settings && !isPolicy && { settings }),
        ...target,
      },
      dockerignore:
        dockerignore === undefined ? undefined : join(root, dockerignore),
      contextFolder:
        contextFolder === undefined ? undefined : join(root, contextFolder),
    };
  }
}
