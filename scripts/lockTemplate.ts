/**
 * Resolves the dependencies of templates/python-service anew and writes its lock files: for each framework and each choice of
 * extras a uv.lock, and the same versions as requirements.lock and, for what only development takes, requirements-dev.lock for pip;
 * then the names that a service cannot have. Needs uv and PyPI.
 */
import { createTemplateRenderer } from 'nunjitsu';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeReservedNames } from './template/reservedNames';

const template = resolve(import.meta.dirname!, '../templates/python-service');
const renderer = createTemplateRenderer({
  trimBlocks: true,
  lstripBlocks: true,
});
const NAME = 'name-of-the-service';
const EXTRAS = ['metrics', 'telemetry', 'postgres'] as const;

function uv(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync('uv', args, {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new Error(`uv ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}

/** Every choice, the largest first: the others keep its versions where they can. */
const choices = [7, 6, 5, 3, 4, 2, 1, 0].map(bits =>
  EXTRAS.filter((_, index) => bits & (1 << index)),
);

for (const framework of ['fastapi', 'flask', 'worker']) {
  let largest: string | undefined;
  for (const extras of choices) {
    const folder = mkdtempSync(join(tmpdir(), 'lock-'));
    const values = {
      name: NAME,
      package: 'service',
      description: 'A service',
      framework,
      ...Object.fromEntries(
        EXTRAS.map(extra => [extra, extras.includes(extra)]),
      ),
    };
    const project = readFileSync(
      join(template, 'skeleton/pyproject.toml.njk'),
      'utf8',
    );
    writeFileSync(
      join(folder, 'pyproject.toml'),
      renderer.render(project, { values }),
    );
    if (largest !== undefined) cpSync(largest, join(folder, 'uv.lock'));
    uv(folder, 'lock', '--quiet');
    largest ??= join(folder, 'uv.lock');

    const key = [framework, ...extras].join('-');
    const lock = readFileSync(join(folder, 'uv.lock'), 'utf8');
    write(
      join('uv', key, 'uv.lock.njk'),
      lock.replaceAll(NAME, '${{ values.name }}'),
    );
    const exported = [
      'export',
      '--quiet',
      '--locked',
      '--no-emit-project',
      '--no-header',
      '--no-annotate',
    ];
    write(
      join('pip', key, 'requirements.lock'),
      uv(folder, ...exported, '--no-dev'),
    );
    write(
      join('pip', key, 'requirements-dev.lock'),
      uv(folder, ...exported, '--only-group', 'dev'),
    );
    console.log(`${key}: ${lock.split('[[package]]').length - 2} packages`);
    if (join(folder, 'uv.lock') !== largest)
      rmSync(folder, { recursive: true });
  }
}

writeReservedNames();

function write(path: string, text: string): void {
  const file = join(template, 'locks', path);
  if (!existsSync(join(file, '..')))
    mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}
