/** Builds the frontend of the portal if its sources changed since the last build. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';

const root = resolve(import.meta.dirname ?? '.', '..');
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

const now = fingerprint();
const built = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
if (built === now && existsSync(join(dist, 'index.html'))) process.exit(0);

console.log('Building the frontend; the next start will not need to.');
const { status } = spawnSync(
  process.execPath,
  [
    'run',
    '-A',
    join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
    'package',
    'build',
  ],
  {
    cwd: join(root, 'packages/app'),
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  },
);
if (status !== 0) {
  console.error('The frontend could not be built; the reason stands above.');
  process.exit(status ?? 1);
}
writeFileSync(stamp, now);
