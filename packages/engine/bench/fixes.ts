/* eslint-disable no-console -- a report is what this script is for */
import { casesFolder, type ParserCase, readCases } from '../acceptance/cases';
import {
  evaluateDockerfile,
  fixDockerfile,
  proposeFixes,
  rewriteDockerfile,
  type FixInput,
} from '../src';

const TODAY = '2026-11-23';
const ROUNDS = 3;
/** Every so many files of the corpus are measured. */
const EACH = 5;
const BUDGET = 50;

const SAMPLE = [
  'FROM python:3.13-trixie',
  'WORKDIR /app',
  'COPY . .',
  'RUN apt-get update && apt-get install -y libpq-dev',
  'RUN pip install -r requirements.txt',
  'CMD gunicorn app:app',
  '',
].join('\n');

async function texts(): Promise<string[]> {
  const folder = await casesFolder(Deno.args[0]);
  if (folder === undefined) {
    console.log('CASES NOT FOUND: measuring a sample instead of real files');
    return Array.from({ length: 200 }, () => SAMPLE);
  }
  const cases = await readCases<ParserCase>(`${folder}/corpus.jsonl.gz`);
  return cases
    .map(({ dockerfile }) => dockerfile)
    .filter((_, i) => i % EACH === 0);
}

/** The shortest of several runs, in milliseconds. */
function best(run: () => unknown): number {
  let shortest = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    run();
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest;
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function row(cells: readonly string[]): void {
  console.log(
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(34) : cell.padStart(14)))
      .join(''),
  );
}

const inputs = (await texts()).map(
  (text): FixInput => ({ path: 'Dockerfile', text, today: TODAY }),
);
const evaluation = inputs.map(input => best(() => evaluateDockerfile(input)));
const whole = evaluation.reduce((sum, time) => sum + time, 0);

console.log('');
row([
  `fixes of ${inputs.length} files`,
  'median ms',
  '95 % ms',
  'evaluations',
  'budget',
]);
let within = true;
for (const [name, run] of [
  ['proposing each fix', proposeFixes],
  ['fixing everything', fixDockerfile],
  ['rewriting', rewriteDockerfile],
] as const) {
  const times = inputs.map(input => best(() => run(input)));
  const sum = times.reduce((total, time) => total + time, 0);
  const sorted = [...times].sort((a, b) => a - b);
  const usual = at(sorted, 0.95);
  within &&= usual <= BUDGET;
  row([
    name,
    at(sorted, 0.5).toFixed(1),
    usual.toFixed(1),
    // how many evaluations take as long, in this run
    (sum / whole).toFixed(1),
    `<= ${BUDGET}`,
  ]);
}
console.log(within ? '\nwithin budget' : '\nOVER BUDGET');
Deno.exit(within ? 0 : 1);
