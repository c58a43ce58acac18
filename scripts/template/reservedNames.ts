/**
 * Writes templates/python-service/reservedNames.yaml: names that a Python service cannot have, by the reason. Needs uv and PyPI.
 * `scripts/lockTemplate.ts` does this after it made the lock files; alone: `deno run -A scripts/template/reservedNames.ts`.
 */
import { spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';

const template = resolve(
  import.meta.dirname!,
  '../../templates/python-service',
);
const NEWEST_PYTHON = '3.14';

const STANDARD_LIBRARY = `
import json, keyword
from stdlibs import py312, py313, py314
print(json.dumps({
    "modules": sorted(py312.module_names | py313.module_names | py314.module_names),
    "keywords": sorted(keyword.kwlist + keyword.softkwlist),
}))
`;

function uv(...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync('uv', args, {
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new Error(`uv ${args[0]}: ${error?.message ?? stderr}`);
  return stdout;
}

/** As services are named: lower case, with dashes; what cannot be typed as such a name need not be refused. */
function asServiceNames(names: Iterable<string>): string[] {
  const written = [...names].map(name =>
    name.toLowerCase().replaceAll(/[_.]/g, '-'),
  );
  return [...new Set(written)]
    .filter(name => /^[a-z](?:-?[a-z0-9])+$/.test(name))
    .sort();
}

function lockFolders(manager: 'uv' | 'pip'): string[] {
  const locks = join(template, 'locks', manager);
  return readdirSync(locks).map(name => join(locks, name));
}

function lockedPackages(): string[] {
  return lockFolders('uv').flatMap(folder =>
    [
      ...readFileSync(join(folder, 'uv.lock.njk'), 'utf8').matchAll(
        /^name = "([\w.-]+)"$/gm,
      ),
    ].map(([, name]) => name),
  );
}

/** What the locked packages are imported as, which is often another name than that of the package. */
function importedNames(): string[] {
  const target = mkdtempSync(join(tmpdir(), 'reserved-'));
  try {
    for (const folder of lockFolders('pip'))
      for (const lock of ['requirements.lock', 'requirements-dev.lock'])
        uv(
          'pip',
          'install',
          '--quiet',
          '--no-deps',
          '--only-binary',
          ':all:',
          '--target',
          target,
          '--python-version',
          NEWEST_PYTHON,
          '-r',
          join(folder, lock),
        );
    return readdirSync(target)
      .filter(name => !/\.dist-info$|^bin$|^__pycache__$/.test(name))
      .map(name => name.replace(/\..*$/, ''));
  } finally {
    rmSync(target, { recursive: true });
  }
}

export function writeReservedNames(): void {
  const { modules, keywords } = JSON.parse(
    uv(
      'run',
      '--quiet',
      '--no-project',
      '--with',
      'stdlibs',
      'python',
      '-c',
      STANDARD_LIBRARY,
    ),
  );
  const packages = asServiceNames([...lockedPackages(), ...importedNames()]);
  const reserved = {
    'a keyword of Python': asServiceNames(keywords),
    'a module of the Python standard library': asServiceNames(modules),
    'a Python package that the service installs': packages,
    'the folder of the tests': ['test', 'tests'],
  };
  writeFileSync(
    join(template, 'reservedNames.yaml'),
    [
      '# Names that a service cannot have, by the reason. Written by scripts/lockTemplate.ts; do not edit.',
      ...Object.entries(reserved).flatMap(([reason, names]) => [
        `${reason}:`,
        ...names.map(name => `  - ${stringify(name).trim()}`),
      ]),
      '',
    ].join('\n'),
  );
  console.log(
    Object.entries(reserved)
      .map(([reason, names]) => `${names.length} names are ${reason}`)
      .join('\n'),
  );
}

if (import.meta.main) writeReservedNames();
