/* eslint-disable no-console, @backstage/no-relative-monorepo-imports -- a report on the repository, not a part of the package */
/**
 * How long the command takes on Node, from the start of the process: one Dockerfile, and a thousand. An empty program is measured
 * in turn with it, since that is what a machine under load makes slower as well. The
 * program is `node`, or what NODE names.
 */
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  casesFolder,
  readCases,
  type ParserCase,
} from '../../engine/acceptance/cases';
import { root } from '../../../scripts/run';
import { bundleCommand } from '../../../scripts/packages/bundleCommand';

const NODE = process.env.NODE ?? 'node';
const MANY = 1_000;
const BUDGETS = { one: 150, many: 2_000 };

async function texts(): Promise<string[]> {
  const folder = await casesFolder(process.argv[2]);
  if (folder === undefined) {
    console.log('CASES NOT FOUND: measuring a sample instead of real files');
    const sample = readFileSync(
      join(root, 'examples/repositories/orders-api/Dockerfile'),
      'utf8',
    );
    return Array.from({ length: MANY }, () => sample);
  }
  const cases = await readCases<ParserCase>(`${folder}/corpus.jsonl.gz`);
  return cases.slice(0, MANY).map(({ dockerfile }) => dockerfile);
}

/** Milliseconds of wall time. */
function timeOf(args: readonly string[]): number {
  const began = performance.now();
  const { error, status, stderr } = spawnSync(NODE, args, {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  // 1: the Dockerfile is below the level that is asked for
  if (error ?? (status !== 0 && status !== 1)) throw error ?? new Error(stderr);
  return performance.now() - began;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

/** Older ones are not supported, and keep nothing of what they have compiled. */
const version = spawnSync(NODE, ['--version'], { encoding: 'utf8' }).stdout;
if (!(Number(/^v(\d+)/.exec(version ?? '')?.[1]) >= 22)) {
  console.log(
    `\nNOT RUN: the command on Node needs Node 22.12, not ${
      version?.trim() ?? 'none'
    }: name it with NODE=…`,
  );
  process.exit(0);
}

const work = mkdtempSync(join(tmpdir(), 'bench-command-'));
try {
  const command = join(work, 'command.cjs');
  const all = join(work, 'many');
  const empty = join(work, 'empty.cjs');
  await bundleCommand(command);
  writeFileSync(empty, '');
  for (const [i, text] of (await texts()).entries()) {
    mkdirSync(join(all, String(i)), { recursive: true });
    writeFileSync(join(all, String(i), 'Dockerfile'), text);
  }
  const one = join(all, '0/Dockerfile');
  timeOf([command, 'check', one]); // fills Node's compile cache
  const times = { empty: [], one: [], many: [] } as Record<string, number[]>;
  for (let round = 0; round < 9; round++) {
    times.empty.push(timeOf([empty]));
    times.one.push(timeOf([command, 'check', one]));
    if (round % 3 === 0) times.many.push(timeOf([command, 'check', all]));
  }
  const figures = {
    empty: median(times.empty),
    one: median(times.one),
    many: median(times.many),
  };
  console.log(`\ncommand on Node ${version.trim()}, ms, median`);
  console.log(`  an empty program       ${figures.empty.toFixed(0)}`);
  console.log(
    `  one Dockerfile         ${figures.one.toFixed(0)}   <= ${BUDGETS.one}`,
  );
  console.log(
    `  ${MANY} Dockerfiles       ${figures.many.toFixed(0)}   <= ${
      BUDGETS.many
    }`,
  );
  const passed = figures.one <= BUDGETS.one && figures.many <= BUDGETS.many;
  console.log(passed ? '\nwithin budget' : '\nOVER BUDGET');
  process.exitCode = passed ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
