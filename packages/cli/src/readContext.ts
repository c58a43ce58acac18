import type { BuildContext } from 'dockerfile-scorecard-engine';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { UsageError } from './terminal';

const MAX_FILES = 50_000;
const MAX_MANIFEST_BYTES = 1024 * 1024;
const SKIPPED = new Set([
  '.git',
  'node_modules',
  '.venv',
  'venv',
  '__pycache__',
]);
const MANIFEST =
  /^(?:requirements[\w.-]*\.(?:txt|in)|pyproject\.toml|Pipfile|package\.json|go\.mod|environment\.ya?ml)$/;
const UPDATE_BOTS = [
  'renovate.json',
  'renovate.json5',
  '.renovaterc',
  '.renovaterc.json',
  '.github/renovate.json',
  '.github/renovate.json5',
  '.gitlab/renovate.json',
  '.github/dependabot.yml',
  '.github/dependabot.yaml',
];

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    info => info.isDirectory(),
    () => false,
  );
}

/** Every file below a folder; undefined when there are too many to list. */
async function listFiles(root: string): Promise<string[] | undefined> {
  const files: string[] = [];
  const folders = [root];
  for (
    let folder = folders.pop();
    folder !== undefined;
    folder = folders.pop()
  ) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(
      () => [],
    )) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) folders.push(path);
      else if (!entry.isDirectory())
        files.push(relative(root, path).split('\\').join('/'));
      if (files.length > MAX_FILES) return undefined;
    }
  }
  return files.sort();
}

async function readManifests(
  root: string,
  files: readonly string[],
): Promise<Record<string, string>> {
  const manifests: Record<string, string> = {};
  for (const file of files) {
    if (!MANIFEST.test(file.slice(file.lastIndexOf('/') + 1))) continue;
    const path = join(root, file);
    const info = await stat(path).catch(() => undefined);
    const text =
      info && info.size <= MAX_MANIFEST_BYTES ? await textOf(path) : undefined;
    if (text !== undefined) manifests[file] = text;
  }
  return manifests;
}

/** Renovate or Dependabot anywhere between the folder and the root of the repository; undefined outside a repository. */
async function hasUpdateBot(from: string): Promise<boolean | undefined> {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    for (const name of UPDATE_BOTS)
      if (await exists(join(folder, name))) return true;
    if (await exists(join(folder, '.git'))) return false;
    if (folder === dirname(folder)) return undefined;
  }
}

/** What the file system tells of a build context. */
export async function readContext(
  dockerfile: string,
  options: { context?: string; target?: string },
): Promise<BuildContext> {
  const root = options.context ?? dirname(dockerfile);
  if (options.context !== undefined && !(await isFolder(root)))
    throw new UsageError(`--context ${root} is no folder.`);
  const files = await listFiles(root);
  const bot = await hasUpdateBot(root);
  const dockerignore =
    (await textOf(`${dockerfile}.dockerignore`)) ??
    (await textOf(join(root, '.dockerignore'))) ??
    null;
  return {
    ...(files && { files, manifests: await readManifests(root, files) }),
    dockerignore,
    ...(bot !== undefined && { hasUpdateBot: bot }),
    ...(options.target !== undefined && { target: options.target }),
  };
}
