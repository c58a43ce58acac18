import { baseName, directoryOf } from '../contents/paths';
import { declaresBuilds } from './declaredBuilds';
import { SETTINGS_FILE } from './settings';

const DOCKERFILE_NAMES = [
  /^(?:Dockerfile|Containerfile)(?:\..+)?$/,
  /\.(?:Dockerfile|dockerfile|Containerfile)$/,
];

/** `Dockerfile.dockerignore` belongs to a Dockerfile; notes and backups are none either. */
const NOT_DOCKERFILES = /\.(?:dockerignore|md|txt|bak|orig|rej|swp)$|~$/;

/**
 * Whether a file is a Dockerfile by its name: `Dockerfile`, `Dockerfile.*`, `*.Dockerfile`, `Containerfile`.
 *
 * @param path - with forward slashes
 * @public
 */
export function isDockerfileName(path: string): boolean {
  const name = baseName(path);
  return (
    DOCKERFILE_NAMES.some(pattern => pattern.test(name)) &&
    !NOT_DOCKERFILES.test(name)
  );
}

/** Whether a file says what stays out of a build context. @public */
export function isDockerignore(path: string): boolean {
  return baseName(path).endsWith('.dockerignore');
}

/** Lock files only have to be there; they are not read. */
const MANIFESTS = [
  /^requirements(?:[-_.].*)?\.(?:txt|in|lock)$/,
  /^.*[-_.]requirements\.(?:txt|in|lock)$/,
  /^constraints.*\.txt$/,
  /^(?:pyproject\.toml|Cargo\.toml|Pipfile)$/,
  /^setup\.(?:py|cfg)$/,
  /^environment\.ya?ml$/,
  /^\.python-version$/,
  /^package\.json$/,
  /^go\.mod$/,
  /^Gemfile$/,
  /^\.gitignore$/,
  // says as whom programs are started
  /^supervisor[\w.-]*\.(?:conf|ini)$/,
];

/** Scripts that a container is started by. */
const START_SCRIPT =
  /\.(?:sh|bash)$|^(?:[\w-]+[-_])?(?:docker)?(?:entry-?point|entry|cmd|start(?:up)?|run|init|launch|boot(?:strap)?|serve)(?:[-_][\w-]+)?$/;

/** Whether a file may be a script that a container is started by. @public */
export function isStartScript(path: string): boolean {
  return START_SCRIPT.test(baseName(path));
}

/** Whether the text of a file tells the engine what is installed, how, what starts, how images are built, what the repository sets for itself, or what no repository lists. @public */
export function isManifest(path: string): boolean {
  const name = baseName(path);
  return (
    MANIFESTS.some(pattern => pattern.test(name)) ||
    isStartScript(path) ||
    declaresBuilds(path) ||
    name === SETTINGS_FILE ||
    (baseName(directoryOf(path)) === 'requirements' && name.endsWith('.txt'))
  );
}

const UPDATE_BOTS: ReadonlySet<string> = new Set([
  'renovate.json',
  'renovate.json5',
  '.renovaterc',
  '.renovaterc.json',
  '.renovaterc.json5',
  '.github/renovate.json',
  '.github/renovate.json5',
  '.gitlab/renovate.json',
  '.gitlab/renovate.json5',
  '.github/dependabot.yml',
  '.github/dependabot.yaml',
]);

/**
 * Whether Renovate or Dependabot is set up.
 *
 * @param files - relative to the root of the repository
 * @public
 */
export function hasUpdateBot(files: readonly string[]): boolean {
  return files.some(path => UPDATE_BOTS.has(path));
}
