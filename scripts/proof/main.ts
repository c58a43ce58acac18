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
import { proveCase, type Aspect, type Proven } from './compare';
import { clearContexts } from './context';
import { repairsOf } from './repairs';
import { missingRequirements } from './requirements';
import { makeStandIns } from './standIns';

/** Twice the cores of a small machine: builds wait for the network most of the time. */
const WORKERS = 4;

interface Options {
  only: string | undefined;
  verbose: boolean;
  keep: boolean;
  /** Of the cases that work anyway, only every third is repaired. */
  some: boolean;
}

function readOptions(words: readonly string[]): Options {
  const at = words.indexOf('--only');
  return {
    only: at < 0 ? undefined : words[at + 1],
    verbose: words.includes('--verbose'),
    keep: words.includes('--keep'),
    some: words.includes('--some'),
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
): Promise<Proven> {
  try {
    return await proveCase(proof, today, keep);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { aspects: [{ aspect: 'ran', result: 'failed', detail }] };
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

function sizeText(before: number | undefined, after: number | undefined) {
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  return before === undefined || after === undefined
    ? ''
    : `, ${megabytes(before)} → ${megabytes(after)}`;
}

/** Proves cases, and what the engine's fixes and rewrite make of them. */
class Proof {
  readonly aspects: Aspect[] = [];
  readonly repaired = { fixed: 0, rewritten: 0 };
  readonly notRun = new Map<string, number>();

  constructor(
    private readonly today: string,
    private readonly options: Options,
  ) {}

  async prove(proof: ProofCase): Promise<void> {
    const before = await this.proveOne(proof);
    for (const repair of await repairsOf(proof, this.today)) {
      const notRun = repair.notRun ?? this.leftOut(proof);
      if (notRun !== undefined) {
        this.notRun.set(notRun, (this.notRun.get(notRun) ?? 0) + 1);
        continue;
      }
      this.repaired[repair.kind]++;
      await this.proveOne(repair.proof, before);
    }
  }

  private leftOut({ name, reality }: ProofCase): string | undefined {
    const works = reality.builds && reality.starts;
    const isOther =
      this.options.some &&
      works &&
      !name.startsWith('single-') &&
      cases.findIndex(other => other.name === name) % 3 > 0;
    return isOther ? 'left out by --some' : undefined;
  }

  /** @returns the size of the image */
  private async proveOne(
    proof: ProofCase,
    before?: number,
  ): Promise<number | undefined> {
    const { keep, verbose } = this.options;
    const from = Date.now();
    const { aspects, bytes } = await attempt(proof, this.today, keep);
    report(
      `${proof.name}${sizeText(before, bytes)}`,
      aspects,
      (Date.now() - from) / 1e3,
      verbose,
    );
    this.aspects.push(...aspects);
    return bytes;
  }
}

async function run(options: Options): Promise<number> {
  const began = Date.now();
  clearContexts();
  console.log('Base images');
  await makeStandIns();
  console.log(`  ready after ${((Date.now() - began) / 1e3).toFixed(0)} s`);
  const { only } = options;
  const queue = cases.filter(
    ({ name }) =>
      only === undefined || only.split(',').some(part => name.includes(part)),
  );
  console.log(`${queue.length} Dockerfiles`);
  const proof = new Proof(new Date().toISOString().slice(0, 10), options);
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift())
      await proof.prove(next);
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  const { fixed, rewritten } = proof.repaired;
  console.log(`\nof these, ${fixed} were fixed and ${rewritten} rewritten`);
  for (const [reason, count] of proof.notRun)
    console.log(`NOT RUN: ${count} repaired Dockerfiles, ${reason}`);
  return summarise(proof.aspects, (Date.now() - began) / 1e3);
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
