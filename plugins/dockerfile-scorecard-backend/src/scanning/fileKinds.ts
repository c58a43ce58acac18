import { posix } from 'node:path';

const DOCKERFILE_NAMES = [
  /^(Dockerfile|Containerfile)(\..+)?$/,
  /\.(Dockerfile|dockerfile|Containerfile)$/,
];

/** `Dockerfile.dockerignore` belongs to a Dockerfile; notes and backups are none either. */
const NOT_DOCKERFILES = /\.(dockerignore|md|txt|bak|orig|rej|swp)$|~$/;

export function isDockerfileName(path: string): boolean {
  const name = posix.basename(path);
  return (
    DOCKERFILE_NAMES.some(pattern => pattern.test(name)) &&
    !NOT_DOCKERFILES.test(name)
  );
}

/**
 * Whether the annotation may name a file. Its text is shown to everyone who sees the service, and whoever writes the annotation
 * need not be allowed to read the repository; so it must not lead to just any file.
 */
export function mayBeDockerfile(path: string): boolean {
  const name = posix.basename(path);
  return (
    /docker|container/i.test(name) &&
    !name.startsWith('.') &&
    !NOT_DOCKERFILES.test(name)
  );
}

export function isDockerignore(path: string): boolean {
  const name = posix.basename(path);
  return name === '.dockerignore' || name.endsWith('.dockerignore');
}

/** Files whose text tells the engine what is installed and how. Lock files only have to be there; they are not read. */
const MANIFESTS = [
  /^requirements([-_.].*)?\.(txt|in)$/,
  /^.*[-_.]requirements\.(txt|in)$/,
  /^constraints.*\.txt$/,
  /^(pyproject|Pipfile|Cargo)(\.toml)?$/,
  /^setup\.(py|cfg)$/,
  /^environment\.ya?ml$/,
  /^\.python-version$/,
  /^package\.json$/,
  /^go\.mod$/,
  /^Gemfile$/,
];

export function isManifest(path: string): boolean {
  const name = posix.basename(path);
  const folder = posix.basename(posix.dirname(path));
  return (
    MANIFESTS.some(pattern => pattern.test(name)) ||
    (folder === 'requirements' && name.endsWith('.txt'))
  );
}

const UPDATE_BOTS = new Set([
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

/** Paths relative to the root of the repository. */
export function hasUpdateBot(files: readonly string[]): boolean {
  return files.some(path => UPDATE_BOTS.has(path));
}
