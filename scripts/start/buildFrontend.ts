/** Builds the frontend of the portal if its sources changed since the last build. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { backstageCli, root } from '../run';
import { Failure } from './failure';
import { Progress } from './progress';
import { runQuietly } from './runQuietly';

const dist = join(root, 'packages/app/dist');
const stamp = join(dist, '.built-from');
const SOURCES = [
  'deno.lock',
  'app-config.yaml',
  'packages/app/src',
  'packages/app/public',
  'packages/app/package.json',
  'packages/engine/src',
  'plugins/dockerfile-scorecard/src',
  'plugins/dockerfile-scorecard-common/src',
  'plugins/dockerfile-scorecard-backend/config.d.ts',
];

/** Every file below a path, in a stable order; tests are no part of the bundle. */
function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => filesBelow(join(path, entry.name)))
    .filter(file => !/\.test\.tsx?$/.test(file));
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesBelow(join(root, source))) {
      hash
        .update(file.slice(root.length))
        .update('\0')
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/** @throws Failure with the end of the output of the build */
export async function buildFrontend(): Promise<void> {
  const now = fingerprint();
  const built = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (built === now && existsSync(join(dist, 'index.html'))) return;
  const progress = new Progress('Building the frontend');
  const { status, output } = await runQuietly(
    backstageCli('package', 'build'),
    { cwd: join(root, 'packages/app'), env: { NODE_ENV: 'production' } },
  );
  if (status !== 0) {
    progress.failed();
    throw new Failure('The frontend could not be built:', output);
  }
  writeFileSync(stamp, now);
  progress.done();
}
