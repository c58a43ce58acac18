/** Looks into the layers of an image: what a later layer removes still ships in an earlier one. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildah, workFolder } from './buildah';
import { must } from './command';

/** Every path that some layer brings. */
export async function pathsInLayers(image: string): Promise<Set<string>> {
  const folder = mkdtempSync(join(workFolder, 'layers-'));
  try {
    await buildah('push', '--quiet', image, `dir:${folder}`);
    const paths = new Set<string>();
    for (const file of readdirSync(folder)) {
      if (!/^[0-9a-f]{64}$/.test(file)) continue;
      const listed = await must('sh', [
        '-c',
        'tar -tf "$1" 2>/dev/null || true',
        'sh',
        join(folder, file),
      ]);
      for (const path of listed.split('\n')) paths.add(`/${path}`);
    }
    return paths;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
