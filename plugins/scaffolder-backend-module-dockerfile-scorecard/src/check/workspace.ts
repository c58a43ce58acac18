import {
  findBuildContext,
  hasUpdateBot,
  isDockerignore,
  isManifest,
  type BuildContext,
  type RepositoryFiles,
} from 'dockerfile-scorecard-engine';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

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

/** The files of a workspace, with the texts that tell of build contexts. */
export async function readWorkspace(
  workspace: string,
): Promise<RepositoryFiles> {
  const files = await listFiles(workspace);
  const texts = new Map<string, string>();
  for (const file of files) {
    const path = join(workspace, file);
    if (
      (isManifest(file) || isDockerignore(file)) &&
      (await stat(path)).size <= MAX_BYTES
    )
      texts.set(file, await readFile(path, 'utf8'));
  }
  return { files, texts };
}

/** What is known of the context that a Dockerfile is built in; the folder of it may become the repository. */
export function contextOf(options: {
  repository: RepositoryFiles;
  dockerfile: string;
  text: string;
}): BuildContext {
  const context = findBuildContext(options);
  return {
    ...context,
    hasUpdateBot: context.hasUpdateBot || hasUpdateBot(context.files ?? []),
  };
}
