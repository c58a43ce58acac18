/** Installs what the tasks need, unless it is there: `deno install` alone takes seconds to find out that it has nothing to do. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from '../run';
import { Failure } from './failure';
import { Progress } from './progress';
import { runQuietly } from './runQuietly';

const stamp = join(root, 'node_modules/.installed-from');

function manifests(): string[] {
  return ['packages', 'plugins'].flatMap(group =>
    readdirSync(join(root, group))
      .map(name => join(root, group, name, 'package.json'))
      .filter(path => existsSync(path)),
  );
}

/** What decides on the content of node_modules. */
function wanted(): string {
  const hash = createHash('sha256').update(process.versions.deno ?? '');
  for (const path of [
    join(root, 'deno.json'),
    join(root, 'deno.lock'),
    join(root, 'package.json'),
    ...manifests(),
  ])
    hash.update(path.slice(root.length)).update(readFileSync(path));
  return hash.digest('hex');
}

function isInstalled(): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();
}

/** Written beside its place first: node_modules may share its files with those of other work trees. */
function remember(): void {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(`${stamp}.new`, wanted());
  renameSync(`${stamp}.new`, stamp);
}

/** About how many packages there are; those for other machines are in the lock file too. */
function packagesInLock(): number {
  const lock: { npm?: Record<string, { os?: string[]; cpu?: string[] }> } =
    JSON.parse(readFileSync(join(root, 'deno.lock'), 'utf8'));
  const names = Object.entries(lock.npm ?? {})
    .filter(([, { os, cpu }]) => !os && !cpu)
    // behind the version stand the peers that it was resolved with
    .map(([id]) => id.replace(/^(@?[^@]+@[^_]+).*$/, '$1'));
  return new Set(names).size;
}

/** @throws Failure with a sentence that says what to do */
export async function install(): Promise<void> {
  if (isInstalled()) return;
  const total = packagesInLock().toLocaleString('en');
  const progress = new Progress('Installing packages');
  let requested = 0;
  const { status, output } = await runQuietly(['install'], {
    cwd: root,
    onLine: line => {
      if (!/^Download /.test(line)) return;
      requested += 1;
      // deno names a package when it asks for it, not when it has it
      progress.update(
        `${requested.toLocaleString('en')} of about ${total} requested`,
      );
    },
  });
  if (status !== 0) {
    progress.failed();
    throw new Failure(installFailure(output), output);
  }
  progress.done('done');
  remember();
}

function installFailure(everything: string): string {
  // addresses of packages hold all kinds of words
  const output = everything
    .split('\n')
    .filter(line => !/^(Download|Initialize) /.test(line))
    .join('\n');
  if (
    /ENOTFOUND|dns error|error sending request|ECONNREFUSED|timed? ?out|tcp connect/i.test(
      output,
    )
  )
    return 'The npm registry cannot be reached. Check the network and the proxy settings (HTTPS_PROXY, .npmrc), then run this again: what was downloaded is kept.';
  if (/EACCES|EPERM|Permission denied|Read-only file system/i.test(output))
    return `${join(
      root,
      'node_modules',
    )} cannot be written. Check the permissions of the folder, then run this again.`;
  if (/ENOSPC|No space left/i.test(output))
    return 'The disk is full. The packages take 1.7 GB.';
  if (/integrity|checksum|corrupt|unexpected end/i.test(output))
    return 'A package arrived damaged. Delete node_modules and run this again.';
  return 'The packages could not be installed. The output of deno install:';
}
