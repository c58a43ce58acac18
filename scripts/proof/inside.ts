/**
 * Runs as the first process of fresh network, process and mount namespaces:
 * starts a container, asks it over HTTP, says in one line of JSON how it went.
 * When it ends, the kernel ends everything it has started.
 */
import { spawn, spawnSync } from 'node:child_process';
import type { Start } from './start';

const [port, ...words] = process.argv.slice(2);
const SECONDS = 20;

function sleep(milliseconds: number): Promise<void> {
  return new Promise(done => {
    setTimeout(done, milliseconds);
  });
}

async function answers(): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

function finish(start: Start): never {
  process.stdout.write(`${JSON.stringify(start)}\n`);
  process.exit(0);
}

spawnSync('ip', ['link', 'set', 'lo', 'up']);
const child = spawn(words[0], words.slice(1), {
  stdio: ['ignore', 'pipe', 'pipe'],
});
let output = '';
let code: number | undefined;
child.stdout.on('data', data => {
  output += data;
});
child.stderr.on('data', data => {
  output += data;
});
child.on('error', error => {
  output += error.message;
  code = 127;
});
child.on('close', status => {
  code ??= status ?? 137;
});

for (let waited = 0; waited < SECONDS * 10; waited++) {
  if (code !== undefined) {
    finish({ started: port === '0' && code === 0, code, output });
  }
  if (port !== '0' && (await answers())) finish({ started: true, output });
  await sleep(100);
}
finish({
  started: false,
  output: `${output}\nno answer in ${SECONDS} seconds`,
});
