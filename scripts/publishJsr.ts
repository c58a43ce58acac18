/**
 * Publishes the engine and the command to JSR, from a workspace that is made for it: so the command finds the engine under its name
 * there, and jsr.json configures nothing else in this repository. `--dry-run` says whether JSR would take them, and runs the command
 * from there with read access alone.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './run';

const PACKAGES = ['engine', 'cli'];
const EXAMPLE = 'examples/repositories/orders-api/Dockerfile';

interface Manifest {
  version: string;
  dependencies?: Record<string, string>;
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** What npm knows as a dependency, as an import of Deno; the engine is imported from JSR. */
function importsOf({ dependencies = {} }: Manifest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(dependencies)
      .filter(([, range]) => !range.startsWith('workspace:'))
      .flatMap(([name, range]) => [
        [name, `npm:${name}@${range}`],
        [`${name}/`, `npm:/${name}@${range}/`],
      ]),
  );
}

function copyPackage(name: string, workspace: string): void {
  const from = join(root, 'packages', name);
  const to = join(workspace, name);
  const manifest = read<Manifest>(join(from, 'package.json'));
  const config = read<Manifest & { imports?: Record<string, string> }>(
    join(from, 'jsr.json'),
  );
  if (config.version !== manifest.version)
    throw new Error(
      `packages/${name}/jsr.json is of version ${config.version}, its package.json of ${manifest.version}. Set jsr.json to that version.`,
    );
  for (const part of ['src', 'schema', 'README.md', 'CHANGELOG.md'])
    if (existsSync(join(from, part)))
      cpSync(join(from, part), join(to, part), { recursive: true });
  cpSync(join(root, 'LICENSE'), join(to, 'LICENSE'));
  writeFileSync(
    join(to, 'deno.json'),
    JSON.stringify({
      ...config,
      imports: { ...importsOf(manifest), ...config.imports },
    }),
  );
}

function deno(args: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

const dryRun = process.argv.includes('--dry-run');
const workspace = mkdtempSync(join(tmpdir(), 'jsr-'));
try {
  for (const name of PACKAGES) copyPackage(name, workspace);
  writeFileSync(
    join(workspace, 'deno.json'),
    JSON.stringify({
      workspace: PACKAGES.map(name => `./${name}`),
      unstable: ['sloppy-imports'],
    }),
  );
  const published = deno(
    ['publish', '--allow-dirty', ...(dryRun ? ['--dry-run'] : [])],
    workspace,
  );
  if (published.status !== 0) {
    console.error(published.output);
    process.exitCode = 1;
  } else if (dryRun) {
    const run = deno(
      ['run', '--allow-read', 'cli/src/bin.ts', 'check', join(root, EXAMPLE)],
      workspace,
    );
    // 1: the example is below bronze, which is what it is there for
    if (run.status === 1 && /critical/.test(run.output))
      console.log(
        'JSR would take the engine and the command, and the command runs from there.',
      );
    else {
      console.error(run.output);
      process.exitCode = 1;
    }
  } else console.log(published.output);
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
