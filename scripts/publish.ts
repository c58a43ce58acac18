/**
 * Publishes the tarballs of dist-packages whose version the registry does not have, those that others depend on first.
 * `--dry-run` packs and says what would be published, and why not. Versions are set by changesets.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { publishedPackages } from './packages/workspace';
import { deno, root } from './run';

type Standing = 'new' | 'published' | 'unknown';

function npm(...args: string[]) {
  return spawnSync('npm', args, { encoding: 'utf8' });
}

/** Whether the registry has a version already. */
function standingOf(name: string, version: string): Standing {
  const { status, stdout, stderr } = npm(
    'view',
    `${name}@${version}`,
    'version',
  );
  if (status === 0) return stdout.trim() === version ? 'published' : 'new';
  return /E404/.test(stderr) ? 'new' : 'unknown';
}

const dryRun = process.argv.includes('--dry-run');
if (npm('--version').status !== 0) {
  console.error('Publishing needs npm, which comes with Node. Install Node.');
  process.exit(2);
}
const packed = deno(['run', '-A', join(root, 'scripts/pack.ts')]);
if (packed !== 0) process.exit(packed);

console.log('');
let failed = false;
for (const { manifest } of publishedPackages()) {
  const { name, version } = manifest;
  const tarball = join(root, 'dist-packages', `${name}-${version}.tgz`);
  if (!existsSync(tarball)) throw new Error(`${tarball} was not made`);
  const standing = standingOf(name, version);
  if (standing === 'published') {
    console.log(`${name} ${version} is published already; skipped`);
  } else if (standing === 'unknown') {
    console.error(
      `${name} ${version}: the registry did not answer. Check the network and run this again.`,
    );
    failed = true;
  } else if (dryRun) {
    console.log(`${name} ${version} would be published`);
  } else {
    const { status } = spawnSync(
      'npm',
      ['publish', tarball, '--access', 'public', '--provenance'],
      { stdio: 'inherit' },
    );
    if (status !== 0) process.exit(status ?? 1);
  }
}
process.exit(failed ? 1 : 0);
