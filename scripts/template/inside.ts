/** Runs in fresh namespaces: starts the program of an image, asks it over HTTP, stops it, says in a line of JSON how it went. */
import { spawn, spawnSync } from 'node:child_process';
import { get } from 'node:http';
import type { Drain, Observation } from './run';

const { mount, port, words, env, user } = JSON.parse(process.argv[2]) as {
  mount: string;
  port: number;
  words: string[];
  env: string[];
  user: string;
};
const SECONDS = 30;
/** Shorter than what services have by default, so that the test does not wait for nothing. */
const DRAIN_SECONDS = 1.5;

/** Asks as the probes of Kubernetes do: with a connection of its own, closed after the answer. */
function status(path: string): Promise<number> {
  return new Promise(done => {
    const asking = get(
      { host: '127.0.0.1', port, path, agent: false },
      response => {
        response.resume();
        response.on('end', () => done(response.statusCode ?? 0));
      },
    );
    asking.on('error', () => done(0));
  });
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise(done => {
    setTimeout(done, milliseconds);
  });
}

const variables = Object.fromEntries(
  env.map(pair => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)];
  }),
);
variables.APP_DRAIN_SECONDS = String(DRAIN_SECONDS);
const inImage = (...command: string[]) => [
  `--userspec=${user}`,
  mount,
  ...command,
];
const written = spawnSync(
  '/usr/sbin/chroot',
  inImage(
    variables.PYTHONPATH?.includes('packages') ? '/usr/bin/python3' : 'python',
    '-c',
    "open('/app/written', 'w')",
  ),
  { env: variables },
);

const began = performance.now();
const child = spawn('/usr/sbin/chroot', inImage(...words), {
  env: variables,
  stdio: ['ignore', 'pipe', 'pipe'],
});
let output = '';
child.stdout.on('data', data => {
  output += data;
});
child.stderr.on('data', data => {
  output += data;
});
const ended = new Promise<number | null>(done => {
  child.on('error', error => {
    output += error.message;
    done(127);
  });
  // uvicorn shuts down and then sends itself the signal again
  child.on('close', (code, signal) =>
    done(code ?? (signal === 'SIGTERM' ? 143 : 137)),
  );
});
let running = true;
ended.then(() => {
  running = false;
});

let healthz = 0;
while (running && healthz === 0 && performance.now() - began < SECONDS * 1e3) {
  healthz = await status('/healthz');
  if (healthz === 0) await sleep(50);
}
const startMilliseconds = Math.round(performance.now() - began);
const readyz = await status('/readyz');
const stopping = performance.now();
/** Asks without a pause from SIGTERM to the end: as long as the port is open, every request has to be answered. */
async function watchDrain(): Promise<Drain> {
  const drain: Drain = { notReady: 0, answered: 0, lost: 0 };
  while (running) {
    if ((await status('/readyz')) === 503) drain.notReady += 1;
    const answer = await status('/healthz');
    if (answer === 200) drain.answered += 1;
    // the end of serving is the end of the drain; what is refused before it is lost
    else if (performance.now() - stopping < DRAIN_SECONDS * 1e3 - 200)
      drain.lost += 1;
    await sleep(20);
  }
  return drain;
}

child.kill('SIGTERM');
const drain = await watchDrain();
const exitCode = await Promise.race([ended, sleep(15_000).then(() => null)]);
const observation: Observation = {
  healthz,
  readyz,
  startMilliseconds,
  stopMilliseconds: Math.round(performance.now() - stopping),
  exitCode,
  drain,
  writable: written.status === 0,
  output,
};
process.stdout.write(`${JSON.stringify(observation)}\n`);
process.exit(0);
