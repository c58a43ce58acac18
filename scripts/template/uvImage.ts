/** The uv that the template names in its values, from the wheel on PyPI. */
import { chmodSync, copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { workFolder } from '../proof/buildah';
import { must } from '../proof/command';
import { derive, download } from '../proof/imageMaking';
import { template } from './generate';

function uvImage(): string {
  return parse(readFileSync(join(template, 'values.yaml'), 'utf8')).images.uv;
}

/** Path of the program. */
export async function uvProgram(): Promise<string> {
  const version = uvImage().split(':')[1];
  const folder = join(workFolder, `uv-${version}`);
  const program = join(folder, `uv-${version}.data/scripts/uv`);
  if (!existsSync(program)) {
    const wheel = await download(`uv==${version}`, folder);
    await must('python3', ['-m', 'zipfile', '-e', wheel, folder]);
    chmodSync(program, 0o755);
  }
  return program;
}

/** The image that the Dockerfile takes uv from. */
export async function makeUvImage(): Promise<void> {
  const program = await uvProgram();
  await derive(uvImage(), 'scratch', async (_, mount) =>
    copyFileSync(program, join(mount, 'uv')),
  );
}
