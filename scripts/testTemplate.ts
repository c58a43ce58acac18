/**
 * Makes services of templates/python-service and proves that they are right: they install from their lock files, their tests,
 * ruff and mypy pass, and their images are built, started read-only as their user, asked and stopped. Needs uv and PyPI; the
 * images need root, buildah and debootstrap. What is missing is said and left out.
 */
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { hasImage, workFolder } from './proof/buildah';
import { command, must, type Outcome } from './proof/command';
import { derive, download } from './proof/imageMaking';
import { makeStandIns } from './proof/standIns';
import { build, withContainer } from './template/buildah';
import { generate, template, type Answers } from './template/generate';
import { isInstalled, observe, sizeOf } from './template/run';

const PORT = 8000;
const STOP_MILLISECONDS = 2_000;
const FRAMEWORKS = ['fastapi', 'flask', 'worker'] as const;
const MANAGERS = ['uv', 'pip'] as const;
const only = process.argv.slice(2);

let passed = 0;
let failed = 0;

function tell(name: string, problem: string | undefined): boolean {
  if (problem === undefined) passed += 1;
  else failed += 1;
  console.log(`  ${problem === undefined ? '✓' : '✗'} ${name}`);
  if (problem !== undefined)
    console.log(
      problem.trim().split('\n').slice(-25).join('\n').replace(/^/gm, '      '),
    );
  return problem === undefined;
}

async function step(name: string, outcome: Promise<Outcome>): Promise<boolean> {
  const { code, output } = await outcome;
  return tell(name, code === 0 ? undefined : output);
}

function inFolder<Result>(use: (folder: string) => Promise<Result>) {
  const folder = mkdtempSync(join(tmpdir(), 'python-service-'));
  return use(folder).finally(() => rmSync(folder, { recursive: true }));
}

/** Installs from the lock and runs what `make check` runs. */
async function checkProject(answers: Answers, python: string): Promise<void> {
  await inFolder(async cwd => {
    generate(answers, cwd);
    const uv = (...args: string[]) => command('uv', args, { cwd });
    const bin = (program: string, ...args: string[]) =>
      command(join(cwd, '.venv/bin', program), args, { cwd });
    if (answers.manager === 'uv') {
      if (
        !(await step(
          'uv sync --locked',
          uv('sync', '--locked', '--python', python),
        ))
      )
        return;
    } else {
      if (
        !(await step(
          'python -m venv',
          command(python, ['-m', 'venv', '.venv'], { cwd }),
        ))
      )
        return;
      const install = bin(
        'pip',
        'install',
        '--quiet',
        '--require-hashes',
        '-r',
        'requirements.lock',
        '-r',
        'requirements-dev.lock',
      );
      if (!(await step('pip install --require-hashes', install))) return;
    }
    await step('ruff format --check', bin('ruff', 'format', '--check'));
    await step('ruff check', bin('ruff', 'check'));
    await step('mypy', bin('mypy'));
    await step('pytest', bin('pytest'));
  });
}

interface Weight {
  name: string;
  bytes: number;
  startMilliseconds: number;
}
const weights: Weight[] = [];
const naive = new Map<string, number>();

/** Builds the image and runs it as production would. */
async function checkImage(answers: Answers): Promise<void> {
  const image = `localhost/${answers.framework}-${answers.manager}-${answers.baseImage}`;
  await inFolder(async folder => {
    generate(answers, folder);
    if (
      !(await step(
        'image is built, its tests pass in it',
        build(folder, image),
      ))
    )
      return;
    await withContainer(image, async mount => {
      const seen = await observe({ image, mount, port: PORT });
      const right = seen.healthz === 200 && seen.readyz === 200;
      tell(
        '/healthz and /readyz answer 200',
        right
          ? undefined
          : `healthz ${seen.healthz}, readyz ${seen.readyz}\n${seen.output}`,
      );
      tell(
        'root file system is read-only',
        seen.writable ? '/app could be written to' : undefined,
      );
      tell(
        `stops within 2 s of SIGTERM (${seen.stopMilliseconds} ms)`,
        seen.stopMilliseconds <= STOP_MILLISECONDS &&
          (seen.exitCode === 0 || seen.exitCode === 143)
          ? undefined
          : `exit code ${seen.exitCode} after ${seen.stopMilliseconds} ms\n${seen.output}`,
      );
      weights.push({
        name: image.slice('localhost/'.length),
        bytes: await sizeOf(mount),
        startMilliseconds: seen.startMilliseconds,
      });
    });
    if (answers.manager === 'pip' && answers.baseImage === 'slim')
      await weighNaive(answers, folder);
  });
}

/** The same service as a first attempt would have it: one stage, the full image, everything copied. */
async function weighNaive(answers: Answers, folder: string): Promise<void> {
  const image = `localhost/${answers.framework}-naive`;
  rmSync(join(folder, '.dockerignore'));
  writeFileSync(
    join(folder, 'Dockerfile'),
    'FROM python:3.13-trixie\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.lock -r requirements-dev.lock\nENV PYTHONPATH=/app/src\nCMD ["python", "-m", "service"]\n',
  );
  const { code, output } = await build(folder, image);
  if (code !== 0) {
    console.log(`  naive image not built: ${output.trim().split('\n').pop()}`);
    return;
  }
  await withContainer(image, async mount => {
    naive.set(answers.framework, await sizeOf(mount));
  });
}

/** The image that the Dockerfile takes uv from, with the program of the wheel on PyPI. */
async function makeUvImage(): Promise<void> {
  const values = parse(readFileSync(join(template, 'values.yaml'), 'utf8'));
  const name: string = values.images.uv;
  if (await hasImage(name)) return;
  const version = name.split(':')[1];
  const folder = join(workFolder, `uv-${version}`);
  const wheel = await download(`uv==${version}`, folder);
  await must('python3', ['-m', 'zipfile', '-e', wheel, folder]);
  const program = join(folder, `uv-${version}.data/scripts/uv`);
  chmodSync(program, 0o755);
  await derive(name, 'scratch', async (_, mount) =>
    copyFileSync(program, join(mount, 'uv')),
  );
}

async function checkImages(): Promise<void> {
  const missing: string[] = [];
  if (process.getuid?.() !== 0) missing.push('root');
  for (const program of ['buildah', 'debootstrap', 'unshare'])
    if (!(await isInstalled(program))) missing.push(program);
  if (missing.length > 0) {
    console.log(
      `\nSKIPPED: no image is built or run, for lack of ${missing.join(', ')}`,
    );
    return;
  }
  if (!(await hasImage('docker.io/library/python:3.13-slim-trixie')))
    await makeStandIns();
  await makeUvImage();
  for (const framework of FRAMEWORKS)
    for (const manager of MANAGERS)
      for (const baseImage of ['slim', 'distroless'] as const) {
        if (!isWanted(framework, manager)) continue;
        console.log(`\n── image: ${framework}, ${manager}, ${baseImage}`);
        await checkImage({
          name: 'parcel-tracker',
          framework,
          manager,
          baseImage,
          pythonVersion: '3.13',
          metrics: true,
          telemetry: false,
          postgres: false,
        });
      }
  printWeights();
}

function printWeights(): void {
  const megabytes = (bytes: number) =>
    `${(bytes / 1e6).toFixed(0)} MB`.padStart(8);
  console.log(
    '\nSize unpacked and time to the first answer (stand-in base images):',
  );
  for (const { name, bytes, startMilliseconds } of weights)
    console.log(
      `  ${name.padEnd(28)}${megabytes(bytes)}  ${String(
        startMilliseconds,
      ).padStart(6)} ms`,
    );
  for (const [framework, bytes] of naive)
    console.log(
      `  ${`${framework}, one stage, full`.padEnd(28)}${megabytes(bytes)}`,
    );
}

function isWanted(framework: string, manager: string): boolean {
  return only.every(word =>
    [framework, manager, 'images', 'projects'].includes(word),
  );
}

/** A Python that the services run on. */
async function findPython(): Promise<string | undefined> {
  const { code, stdout } = await command('uv', [
    'python',
    'find',
    '--no-python-downloads',
    '>=3.12',
  ]);
  return code === 0 ? stdout.trim() : undefined;
}

const python = await findPython();
if (only.includes('images')) console.log('SKIPPED: projects');
else if (python === undefined)
  console.log(
    'SKIPPED: no project is installed and tested, for lack of uv or of Python 3.12 or newer',
  );
else
  for (const framework of FRAMEWORKS)
    for (const manager of MANAGERS) {
      if (!isWanted(framework, manager)) continue;
      for (const extras of [true, false]) {
        console.log(
          `\n── project: ${framework}, ${manager}, ${
            extras ? 'every extra' : 'no extras'
          }`,
        );
        await checkProject(
          {
            name: 'parcel-tracker',
            framework,
            manager,
            baseImage: 'slim',
            pythonVersion: '3.13',
            metrics: extras,
            telemetry: extras,
            postgres: extras,
          },
          python,
        );
      }
    }
if (only.includes('projects')) console.log('\nSKIPPED: images');
else await checkImages();

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
