import { isChildPath } from '@backstage/backend-plugin-api';
import type { BuildContext } from 'dockerfile-scorecard-engine';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';

const MAX_FILES = 20_000;
const MAX_BYTES = 1024 * 1024;
const SKIPPED_FOLDERS = new Set([
  '.git',
  '.venv',
  '__pycache__',
  'node_modules',
  'third_party',
  'vendor',
  'venv',
]);
const DOCKERFILE =
  /^(?:Dockerfile|Containerfile)(?:\..+)?$|\.(?:[Dd]ockerfile|Containerfile)$/;
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

/** Every file below a folder with forward slashes, sorted; links are not followed. */
export async function listFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  const pending = [folder];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const entry of await readdir(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name))
        pending.push(path);
      else if (entry.isFile())
        files.push(relative(folder, path).split(sep).join('/'));
    }
  }
  return files.sort();
}

export function isDockerfile(path: string): boolean {
  const name = posix.basename(path);
  return DOCKERFILE.test(name) && !name.endsWith('.dockerignore');
}

/** What the workspace tells of the context that a Dockerfile is built in: the folder that it lies in. */
export async function readContext(options: {
  workspace: string;
  dockerfile: string;
}): Promise<BuildContext> {
  const { workspace, dockerfile } = options;
  const root = dirname(dockerfile);
  const files = await listFiles(root);
  const manifests: Record<string, string> = {};
  for (const file of files) {
    if (!MANIFEST.test(posix.basename(file))) continue;
    const path = join(root, file);
    if ((await stat(path)).size <= MAX_BYTES)
      manifests[file] = await readFile(path, 'utf8');
  }
  return {
    ...(files.length <= MAX_FILES && { files }),
    manifests,
    dockerignore:
      (await textOf(`${dockerfile}.dockerignore`)) ??
      (await textOf(join(root, '.dockerignore'))) ??
      null,
    hasUpdateBot: await hasUpdateBot(root, workspace),
  };
}

/** Renovate or Dependabot in a folder or above it, up to the workspace, which becomes the repository. */
async function hasUpdateBot(from: string, workspace: string): Promise<boolean> {
  for (
    let folder = from;
    isChildPath(workspace, folder);
    folder = dirname(folder)
  ) {
    for (const name of UPDATE_BOTS)
      if ((await textOf(join(folder, name))) !== undefined) return true;
    if (folder === dirname(folder)) break;
  }
  return false;
}

async function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
