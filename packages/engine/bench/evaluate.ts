/* eslint-disable no-console -- a report is what this script is for */
import { casesFolder, type ParserCase, readCases } from '../acceptance/cases';
import { evaluateDockerfile, resolvePolicy } from '../src';
import { pathologicalBuilds, pathologicalTexts } from './pathological';

const ROUNDS = 6;
const FILES_A_SECOND = 3000;
const MOST_FOR_A_FILE = 50;
const MOST_FOR_AN_ANSWER = 2000;

const policy = resolvePolicy({ profile: 'all' });

function evaluate(text: string): void {
  evaluateDockerfile({
    path: 'Dockerfile',
    text,
    policy,
    today: '2026-11-23',
  });
}

function milliseconds(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function row(cells: readonly (string | number)[]): void {
  console.log(
    cells
      .map((cell, index) =>
        index === 0 ? String(cell).padEnd(48) : String(cell).padStart(12),
      )
      .join(''),
  );
}

/** Stands in where the cases are missing, so that the bench always says something. */
const SAMPLE = [
  'FROM python:3.13-slim-trixie AS build',
  'WORKDIR /app',
  'COPY requirements.txt .',
  'RUN python -m venv /opt/venv && /opt/venv/bin/pip install -r requirements.txt',
  'FROM python:3.13-slim-trixie',
  'COPY --from=build /opt/venv /opt/venv',
  'ENV PATH="/opt/venv/bin:$PATH"',
  'USER 10001',
  'CMD ["python", "-m", "app"]',
  '',
].join('\n');

async function corpus(): Promise<string[]> {
  const folder = await casesFolder(Deno.args[0]);
  if (folder === undefined) {
    console.log('CASES NOT FOUND: measuring a sample instead of real files');
    return Array.from({ length: 3000 }, () => SAMPLE);
  }
  const cases = await readCases<ParserCase>(`${folder}/corpus.jsonl.gz`);
  return cases.map(({ dockerfile }) => dockerfile);
}

/** Speed of the best round, and the slowest file, each at its best: a busy machine must not look like a slow engine. */
function measureCorpus(texts: readonly string[]): boolean {
  const bestOfFile = texts.map(() => Infinity);
  let shortest = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const time = milliseconds(() => {
      texts.forEach((text, i) => {
        const own = milliseconds(() => evaluate(text));
        bestOfFile[i] = Math.min(bestOfFile[i], own);
      });
    });
    shortest = Math.min(shortest, time);
  }
  const speed = Math.round((texts.length / shortest) * 1000);
  const slowest = bestOfFile.reduce((a, b) => Math.max(a, b), 0);
  row(['whole evaluation, all rules', 'figure', 'budget']);
  row([`${texts.length} files: files a second`, speed, `>= ${FILES_A_SECOND}`]);
  row([
    'slowest file, ms',
    slowest.toFixed(1),
    `<= ${MOST_FOR_A_FILE.toFixed(0)}`,
  ]);
  return speed >= FILES_A_SECOND && slowest <= MOST_FOR_A_FILE;
}

function measurePathological(): boolean {
  console.log('');
  row(['pathological (whole evaluation)', 'ms', 'budget']);
  let within = true;
  for (const { name, text } of [
    ...pathologicalTexts(),
    ...pathologicalBuilds(),
  ]) {
    const time = milliseconds(() => evaluate(text));
    within &&= time <= MOST_FOR_AN_ANSWER;
    row([name, time.toFixed(0), `<= ${MOST_FOR_AN_ANSWER}`]);
  }
  return within;
}

const results = [measureCorpus(await corpus()), measurePathological()];
const passed = results.every(result => result);
console.log(passed ? '\nwithin budget' : '\nOVER BUDGET');
Deno.exit(passed ? 0 : 1);
