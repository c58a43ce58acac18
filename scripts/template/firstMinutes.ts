/** Follows "The first five minutes" of a generated README, word for word. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../proof/command';
import { generate, inFolder, type Answers } from './generate';
import type { Postgres } from './postgres';
import { say, step, tell } from './report';
import { isInstalled } from './run';

const SECONDS_TO_START = 30;

/** The lines of the README's blocks of commands, up to the one with containers, without their comments. */
export function commandsOf(readme: string): string[] {
  const [, section] = readme.split('## The first five minutes');
  return [...section.matchAll(/```sh\n([^`]*)```/g)]
    .flatMap(([, block]) => block.trim().split('\n'))
    .map(line => line.replace(/\s+# .*/, ''));
}

/** What keeps the commands from being followed on this machine. */
async function missingFor(minor: string): Promise<string[]> {
  const missing: string[] = [];
  for (const program of ['make', 'curl', 'uv', `python${minor}`])
    if (!(await isInstalled(program))) missing.push(program);
  return missing;
}

export async function followReadme(options: {
  answers: Answers;
  postgres: Postgres | undefined;
}): Promise<void> {
  const { answers, postgres } = options;
  const missing = await missingFor(answers.pythonVersion);
  if (missing.length > 0 || (answers.postgres && !postgres)) {
    const what = missing.length > 0 ? missing.join(', ') : 'PostgreSQL';
    say(`  NOT RUN: the README is not followed, for lack of ${what}`);
    return;
  }
  const hasDocker = (await command('docker', ['version'])).code === 0;
  await inFolder(async folder => {
    generate(answers, folder);
    const shell = (line: string) =>
      command('sh', ['-c', line], {
        cwd: folder,
        env: { UV_PYTHON_DOWNLOADS: 'never' },
      });
    for (const line of commandsOf(
      readFileSync(join(folder, 'README.md'), 'utf8'),
    )) {
      if (line.startsWith('docker ')) {
        say(`  NOT RUN: ${line}; its parts are run by the tests of images`);
      } else if (line === 'make database' && !hasDocker) {
        // the PostgreSQL of this machine stands in for the one of compose.yaml
        await standIn(folder, postgres!, answers);
        await step(
          'make migrate, in place of make database',
          shell('make migrate'),
        );
      } else if (line === 'make run') {
        if (!(await serve(folder, line, shell))) return;
      } else if (!line.startsWith('curl ')) {
        if (!(await step(line, shell(line)))) return;
      }
    }
  });
}

async function standIn(
  folder: string,
  postgres: Postgres,
  { framework, manager }: Answers,
): Promise<void> {
  const file = join(folder, '.env');
  const url = await postgres.create(`readme_${framework}_${manager}`);
  const address = url.replace('+psycopg', '');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replaceAll(/(?<=_URL=).*/g, address),
  );
}

/** Runs the service in the background, has curl ask it as the README says, and ends it. */
async function serve(
  folder: string,
  line: string,
  shell: (line: string) => ReturnType<typeof command>,
): Promise<boolean> {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const asking = commandsOf(readme).find(each => each.startsWith('curl '))!;
  const child = spawn('sh', ['-c', `exec ${line}`], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (data: Buffer) => {
    output += data;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  let answer = await shell(asking);
  for (
    let tries = 0;
    answer.code !== 0 && tries < SECONDS_TO_START;
    tries += 1
  ) {
    await new Promise(done => {
      setTimeout(done, 1_000);
    });
    answer = await shell(asking);
  }
  const ended = new Promise(done => {
    child.on('close', done);
  });
  // otherwise something else on that port has answered
  const wasRunning = child.exitCode === null;
  if (wasRunning) {
    // the group: make, the package manager and the service
    process.kill(-child.pid!, 'SIGINT');
    await ended;
  }
  return tell(
    `${line}, and in another terminal ${asking}`,
    answer.code === 0 && wasRunning ? undefined : `${answer.output}\n${output}`,
  );
}
