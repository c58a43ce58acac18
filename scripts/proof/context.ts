/** Lays out the build context of a case and tells the engine what is in it. */
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { BuildContext } from '../../packages/engine/src/contents/buildContext';
import { isManifest } from '../../packages/engine/src/repository';
import type { ProofCase } from './cases/types';
import { workFolder } from './buildah';
import { must } from './command';
import { UV_PROGRAM } from './standIns';

function contextsFolder(): string {
  const folder = join(workFolder, 'contexts');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Removes what an interrupted run has left. */
export function clearContexts(): void {
  rmSync(contextsFolder(), { recursive: true, force: true });
}

export interface PreparedContext {
  folder: string;
  known: BuildContext;
}

/** Writes Dockerfile and files into a folder of their own. */
export async function prepareContext({
  name,
  dockerfile,
  files = {},
  uvLock = false,
}: ProofCase): Promise<PreparedContext> {
  const folder = mkdtempSync(join(contextsFolder(), `${name}-`));
  const texts: Record<string, string> = { ...files, Dockerfile: dockerfile };
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, {
      mode: path.endsWith('.sh') ? 0o755 : 0o644,
    });
  }
  if (uvLock) {
    await must(
      UV_PROGRAM,
      [
        'lock',
        '--quiet',
        '--no-python-downloads',
        '--native-tls',
        // a version manager may put a name first that leads to no Python
        '--python',
        '/usr/bin/python3',
      ],
      { cwd: folder },
    );
    texts['uv.lock'] = readFileSync(join(folder, 'uv.lock'), 'utf8');
  }
  const manifests = Object.fromEntries(
    Object.entries(texts).filter(([path]) => isManifest(path)),
  );
  return {
    folder,
    known: {
      files: Object.keys(texts).sort(),
      dockerignore: texts['.dockerignore'] ?? null,
      manifests,
    },
  };
}
