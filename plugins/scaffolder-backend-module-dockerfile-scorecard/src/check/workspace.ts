import {
  findBuildContext,
  hasUpdateBot,
  isDockerignore,
  isManifest,
  listRepository,
  type BuildContext,
  type FolderEntry,
  type RepositoryFiles,
} from 'dockerfile-scorecard-engine';
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const MAX_BYTES = 1024 * 1024;
/** Every file below a folder with forward slashes, sorted; links are not followed. */
export async function listFiles(folder: string): Promise<string[]> {
  const files = await listRepository(async at => {
    const entries = await readdir(join(folder, at), { withFileTypes: true });
    return entries.map(entry => ({ name: entry.name, kind: kindOf(entry) }));
  });
  return files ?? [];
}

function kindOf(entry: Dirent): FolderEntry['kind'] {
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
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
