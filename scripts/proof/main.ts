/** Builds and starts Dockerfiles for real and compares them with what the engine says. */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { unmountStorage, workFolder } from './buildah';
import { cases } from './cases';
import type { ProofCase } from './cases/types';
import { proveCase, type Aspect } from './compare';
import { clearContexts } from './context';
import { missingRequirements } from './requirements';
import { makeStandIns } from './standIns';

/** Twice the cores of a small machine: builds wait for the network most of the time. */
const WORKERS = 4;

interface Options {
  only: string | undefined;
  verbose: boolean;
  keep: boolean;
}

function readOptions(words: readonly string[]): Options {
  const at = words.indexOf('--only');
  return {
    only: at < 0 ? undefined : words[at + 1],
    verbose: words.includes('--verbose'),
    keep: words.includes('--keep'),
  };
}

/** One run at a time: they would tidy each other's containers away. */
function lockStorage(): (() => void) | undefined {
  mkdirSync(workFolder, { recursive: true, mode: 0o700 });
  const lock = join(workFolder, 'lock');
  const owner = existsSync(lock) ? readFileSync(lock, 'utf8') : '';
  if (owner !== '' && existsSync(`/proc/${owner}`)) {
    console.error(`Another proof is running (process ${owner}).`);
    return undefined;
  }
  writeFileSync(lock, String(process.pid));
  return () => rmSync(lock, { force: true });
}

async function attempt(
  proof: ProofCase,
  today: string,
  keep: boolean,
): Promise<Aspect[]> {
  try {
    return await proveCase(proof, today, keep);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [{ aspect: 'ran', result: 'failed', detail }];
  }
}

function report(
  name: string,
  aspects: readonly Aspect[],
  seconds: number,
  verbose: boolean,
) {
  const failed = aspects.filter(({ result }) => result === 'failed');
  const open = aspects.filter(
    ({ result }) => result === 'unknown' || result === 'gap',
  );
  const mark = failed.length > 0 ? 'FAILED' : 'ok    ';
  const note = open
    .map(({ aspect, result }) => ` (${aspect}: ${result})`)
    .join('');
  console.log(`${mark} ${name} ${seconds.toFixed(1)} s${note}`);
  for (const { aspect, detail, result } of verbose ? aspects : failed) {
    console.log(`    ${aspect}: ${result}\n      ${detail}`);
  }
}

async function run({ only, verbose, keep }: Options): Promise<number> {
  const began = Date.now();
  clearContexts();
  console.log('Base images');
  await makeStandIns();
  console.log(`  ready after ${((Date.now() - began) / 1e3).toFixed(0)} s`);
  const today = new Date().toISOString().slice(0, 10);
  const queue = cases.filter(
    ({ name }) =>
      only === undefined || only.split(',').some(part => name.includes(part)),
  );
  console.log(`${queue.length} Dockerfiles`);
  const all: Aspect[] = [];
  const work = async () => {
    for (let proof = queue.shift(); proof; proof = queue.shift()) {
      const from = Date.now();
      const aspects = await attempt(proof, today, keep);
      report(proof.name, aspects, (Date.now() - from) / 1e3, verbose);
      all.push(...aspects);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return summarise(all, (Date.now() - began) / 1e3);
}

function summarise(all: readonly Aspect[], seconds: number): number {
  const count = (result: Aspect['result'], aspects = all) =>
    aspects.filter(aspect => aspect.result === result).length;
  const verdicts = all.filter(({ aspect }) => !aspect.endsWith('as meant'));
  const agreed = count('agreed', verdicts);
  const certain = agreed + count('failed', verdicts);
  console.log(
    `\n${seconds.toFixed(
      0,
    )} s; certain verdicts ${certain}, agreed ${agreed}, unknown ${count(
      'unknown',
    )}, known gaps ${count('gap')}`,
  );
  console.log(`${count('agreed')} passed, ${count('failed')} failed`);
  return count('failed') > 0 ? 1 : 0;
}

async function main(): Promise<number> {
  const missing = await missingRequirements();
  if (missing.length > 0) {
    console.log(`\nSKIPPED: proof by building needs ${missing.join(', ')}\n`);
    console.log('0 passed, 0 failed');
    return 0;
  }
  const release = lockStorage();
  if (!release) return 2;
  try {
    return await run(readOptions(process.argv.slice(2)));
  } finally {
    await unmountStorage();
    release();
  }
}

process.exitCode = await main();
