import { baseName, directoryOf, normalise } from '../contents/paths';
import type { BuildContext } from '../contents/buildContext';
import { parseDockerfile, type Instruction } from '../syntax';
import { declaredBuild, declaresBuilds } from './declaredBuilds';
import { hasUpdateBot, isManifest, isStartScript } from './fileKinds';
import { SETTINGS_FILE, settingsFor } from './settings';

/** Above this a list of files costs more than it tells; it is taken as unknown. */
const MOST_FILES = 20_000;

/** What was read from a repository. @public */
export interface RepositoryFiles {
  /** All files, relative to the root, with forward slashes. */
  files: readonly string[];
  /** Texts of those that were read. */
  texts: ReadonlyMap<string, string>;
}

/** Which Dockerfile, and what is known of the folder that is given to `docker build`. @public */
export interface FindBuildContextOptions {
  /** Relative to the root of the repository. */
  dockerfile: string;
  text: string;
  repository: RepositoryFiles;
  /** Folder of the service, empty for the root: more likely than the folders around it. */
  serviceFolder?: string;
  /** The folder itself, where it is known; empty for the root. */
  folder?: string;
}

/** The folder that is given to `docker build`, and what ships; the folder is undefined where nothing tells it. */
interface Build {
  folder: string | undefined;
  target: string | undefined;
}

/** Kept, because the context and the .dockerignore are asked for one after the other. */
const builds = new WeakMap<FindBuildContextOptions, Build>();

function buildOf(options: FindBuildContextOptions): Build {
  const build = builds.get(options) ?? findBuild(options);
  builds.set(options, build);
  return build;
}

function findBuild(options: FindBuildContextOptions): Build {
  const { dockerfile, text, repository } = options;
  const { instructions } = parseDockerfile(text);
  const { folder: told, target } = declaredBuild(
    dockerfile,
    instructions,
    repository.texts,
  );
  // a folder that only a pipeline makes is not in the repository
  const isThere =
    told !== undefined &&
    (told === '' || repository.files.some(path => path.startsWith(`${told}/`)));
  return {
    folder:
      options.folder ?? (isThere ? told : contextFolder(options, instructions)),
    target,
  };
}

/**
 * The .dockerignore that a build reads, or would read, relative to the root of the repository: the Dockerfile's own
 * (`Dockerfile.dockerignore`) where there is one, otherwise that of the folder that is given to `docker build`.
 *
 * @returns undefined where that folder is not known
 * @public
 */
export function findDockerignore(
  options: FindBuildContextOptions,
): string | undefined {
  const own = `${options.dockerfile}.dockerignore`;
  if (options.repository.texts.has(own)) return own;
  const { folder } = buildOf(options);
  if (folder === undefined) return undefined;
  return folder === '' ? '.dockerignore' : `${folder}/.dockerignore`;
}

/**
 * The folder that is given to `docker build`, relative to the root of the repository; empty for the root.
 *
 * @returns undefined where nothing tells it
 * @public
 */
export function findContextFolder(
  options: FindBuildContextOptions,
): string | undefined {
  return buildOf(options).folder;
}

/**
 * What is known of the context that a Dockerfile is built in.
 *
 * A compose file, a bake file, a workflow, a Makefile or a script may say which folder is given to `docker build`, and which stage
 * ships. Otherwise the folder is the one of the Dockerfile's own, the service's and
 * those above in which most of the sources of COPY and ADD exist; where that leaves a choice, the first of them. Where none of
 * the sources exists in any of them, nothing of the context is known but a .dockerignore of the Dockerfile's own. A Dockerfile
 * that copies everything (`COPY . .`) tells no sources: it is built in its own folder, unless that holds nothing to build
 * (`docker build -f docker/Dockerfile .`); then what its commands read decides.
 * @public
 */
export function findBuildContext(
  options: FindBuildContextOptions,
): BuildContext {
  const { dockerfile, repository } = options;
  const own = repository.texts.get(`${dockerfile}.dockerignore`);
  const settings = settingsFor(dockerfile, repository.texts);
  const around = {
    hasUpdateBot: hasUpdateBot(repository.files),
    ...(settings && { settings }),
  };
  const { folder, target } = buildOf(options);
  const ships = target !== undefined && { target };
  if (folder === undefined)
    return {
      ...(own !== undefined && { dockerignore: own }),
      ...ships,
      ...around,
    };
  const prefix = folder === '' ? '' : `${folder}/`;
  const files = repository.files
    .filter(path => path.startsWith(prefix))
    .map(path => path.slice(prefix.length));
  const manifests = Object.fromEntries(
    [...repository.texts]
      .filter(
        ([path]) =>
          path.startsWith(prefix) &&
          isManifest(path) &&
          baseName(path) !== SETTINGS_FILE &&
          // they have said what they can
          (!declaresBuilds(path) || isStartScript(path)) &&
          // of the scripts of a repository, those that the file names
          (!isStartScript(path) || options.text.includes(baseName(path))),
      )
      .map(([path, text]) => [path.slice(prefix.length), text]),
  );
  return {
    ...(files.length <= MOST_FILES ? { files } : {}),
    dockerignore: own ?? repository.texts.get(`${prefix}.dockerignore`) ?? null,
    manifests,
    ...(folder !== '' && { isBelowRoot: true }),
    ...ships,
    ...around,
  };
}

/** Undefined where no folder has any of the sources. */
function contextFolder(
  options: FindBuildContextOptions,
  instructions: readonly Instruction[],
): string | undefined {
  const { dockerfile, repository, serviceFolder } = options;
  const own = folderOf(dockerfile);
  const candidates = [
    ...new Set([own, ...(serviceFolder === undefined ? [] : [serviceFolder])]),
  ];
  for (let at = own; at !== ''; ) {
    at = folderOf(at);
    if (!candidates.includes(at)) candidates.push(at);
  }
  const existing = pathsOf(repository.files);
  const written = contextSources(instructions);
  if (written.length === 0) return own;
  const sources = namedPaths(written);
  if (sources.length === 0)
    return isContext(own, repository.files)
      ? own
      : withMost(neededFiles(instructions), candidates, existing);
  return withMost(sources, candidates, existing);
}

/** What is put beside a Dockerfile in a folder of its own, and is no reason to build there. */
const BESIDE_DOCKERFILE =
  /(?:^|\/)(?:[^/]*(?:docker|container)[^/]*|compose[^/]*\.ya?ml|README[^/]*|[^/]*\.(?:sh|bash|conf|cfg|ini|env|ya?ml|md|hcl)|\.[^/]*)$/i;

/** A folder holds something that is built; the root of the repository always may. */
function isContext(folder: string, files: readonly string[]): boolean {
  return (
    folder === '' ||
    files.some(
      path => path.startsWith(`${folder}/`) && !BESIDE_DOCKERFILE.test(path),
    )
  );
}

const LOCKED: readonly (readonly [RegExp, string])[] = [
  [/\b(?:npm|pnpm|yarn|bun)\b/, 'package.json'],
  [/\b(?:uv sync|poetry|pdm|pip install (?:\S+ )*\.)/, 'pyproject.toml'],
  [/\bpipenv\b/, 'Pipfile'],
  [/\bgo (?:build|mod|install)\b/, 'go.mod'],
  [/\bcargo\b/, 'Cargo.toml'],
  [/\bmvn/, 'pom.xml'],
  [/\bcomposer\b/, 'composer.json'],
  [/\bbundle\b/, 'Gemfile'],
];

/** Files that commands read after `COPY . .`: the manifests of their tools and what they name. */
function neededFiles(instructions: readonly Instruction[]): string[] {
  const commands = instructions
    .filter(({ keyword }) => /^(?:RUN|CMD|ENTRYPOINT)$/.test(keyword))
    .map(({ args }) => args.join(' '));
  const named = commands.flatMap(command =>
    [
      ...command.matchAll(
        /(?:^|\s)((?:[\w-]+\/)*[\w.-]+\.(?:txt|py|js|ts|sh))\b/g,
      ),
    ].map(match => match[1]),
  );
  const manifests = LOCKED.flatMap(([tool, manifest]) =>
    commands.some(command => tool.test(command)) ? [manifest] : [],
  );
  return [...new Set([...named, ...manifests])];
}

/** The folder that holds most of some paths, the first of several. */
function withMost(
  sources: readonly string[],
  candidates: readonly string[],
  existing: ReadonlySet<string>,
): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const candidate of candidates) {
    const prefix = candidate === '' ? '' : `${candidate}/`;
    const found = sources.filter(source =>
      existing.has(prefix + source),
    ).length;
    if (found > most) {
      best = candidate;
      most = found;
    }
  }
  return best;
}

/** The folder of a path; empty for the root. */
function folderOf(path: string): string {
  return directoryOf(`/${path}`).slice(1);
}

/** What COPY and ADD take from the build context, as it is written. */
function contextSources(instructions: readonly Instruction[]): string[] {
  return instructions
    .filter(
      ({ keyword, flags }) =>
        (keyword === 'COPY' || keyword === 'ADD') &&
        !flags.some(flag => flag.startsWith('--from=')),
    )
    .flatMap(({ args }) => args.slice(0, -1))
    .filter(source => !/^\w+:\/\/|^<<|^git@/.test(source));
}

/** Paths as far as they are written out; `.` and patterns tell nothing. */
function namedPaths(written: readonly string[]): string[] {
  const sources = written
    .filter(source => !/[$*?[\]\\]/.test(source))
    .map(source => normalise(`/${source}`).slice(1))
    .filter(source => source !== '');
  return [...new Set(sources)];
}

/** Kept, because many Dockerfiles of one repository ask. */
const known = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Files and the folders that they lie in. */
function pathsOf(files: readonly string[]): ReadonlySet<string> {
  const found = known.get(files);
  if (found) return found;
  const all = new Set(files);
  for (const file of files) {
    for (
      let at = folderOf(file);
      at !== '' && !all.has(at);
      at = folderOf(at)
    ) {
      all.add(at);
    }
  }
  known.set(files, all);
  return all;
}
