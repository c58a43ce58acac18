/* eslint-disable no-console -- a report is what this script is for */
/* eslint-disable @backstage/no-undeclared-imports -- the bench is no part of the package; its rivals are declared at the root */
import { DockerfileParser } from 'dockerfile-ast';
import { parse as parseWithDockerFileParser } from 'docker-file-parser';
import { casesFolder, type ParserCase, readCases } from '../acceptance/cases';
import { buildGraph } from '../src/graph';
import { parseDockerfile } from '../src/syntax';
import { pathologicalTexts } from './pathological';

const ROUNDS = 7;
const PARSE_BUDGET = 20;
const ANSWER_BUDGET = 2000;

/** Shortest of several runs, in milliseconds. */
function best(run: () => void, rounds = ROUNDS): number {
  let shortest = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    run();
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest;
}

function row(cells: readonly string[]): void {
  console.log(
    cells
      .map((cell, index) => (index === 0 ? cell.padEnd(44) : cell.padStart(12)))
      .join(''),
  );
}

/** Stands in where the cases are missing, so that the bench always says something. */
const SAMPLE = [
  'FROM python:3.13-slim AS build',
  'WORKDIR /app',
  'COPY requirements.txt .',
  'RUN --mount=type=cache,target=/root/.cache pip install \\',
  '    # keep it small',
  '    --no-compile -r requirements.txt \\',
  '    && find / -name __pycache__ -delete',
  'ENV PATH="/app/bin:$PATH" LANG=C.UTF-8',
  'CMD ["python", "-m", "app"]',
  '',
].join('\n');

async function corpus(): Promise<string[]> {
  const folder = await casesFolder(Deno.args[0]);
  if (folder === undefined) {
    console.log('cases not found: measuring a sample instead');
    return Array.from({ length: 3000 }, () => SAMPLE);
  }
  const cases = await readCases<ParserCase>(`${folder}/corpus.jsonl.gz`);
  return cases.map(testCase => testCase.dockerfile);
}

/** A parser that fails on a file has still spent the time. */
function tolerant(parse: (text: string) => unknown): (text: string) => void {
  return text => {
    try {
      parse(text);
    } catch {
      // Counted as parsed.
    }
  };
}

function measureParsers(texts: readonly string[]): boolean {
  const bytes = texts.reduce(
    (sum, text) => sum + new TextEncoder().encode(text).length,
    0,
  );
  const parsers: [string, (text: string) => void][] = [
    ['parseDockerfile', parseDockerfile],
    ['parseDockerfile + buildGraph', text => buildGraph(parseDockerfile(text))],
    ['dockerfile-ast', tolerant(text => DockerfileParser.parse(text))],
    [
      'docker-file-parser',
      tolerant(text =>
        parseWithDockerFileParser(text, { includeComments: true }),
      ),
    ],
  ];
  console.log(`\n${texts.length} files, ${(bytes / 1e6).toFixed(1)} MB`);
  row(['parser', 'MB/s', 'files/s', 'ours is']);
  let ours = 0;
  for (const [name, parse] of parsers) {
    const time = best(() => texts.forEach(text => parse(text)));
    const speed = bytes / 1e3 / time;
    ours ||= speed;
    const files = Math.round((texts.length / time) * 1000);
    row([
      name,
      speed.toFixed(1),
      String(files),
      `${(ours / speed).toFixed(1)} x`,
    ]);
  }
  return ours >= PARSE_BUDGET;
}

function measurePathological(): boolean {
  console.log('');
  row(['pathological (parse and graph)', 'ms', 'budget']);
  let within = true;
  for (const { name, text } of pathologicalTexts()) {
    const time = best(() => void buildGraph(parseDockerfile(text)), 1);
    within &&= time <= ANSWER_BUDGET;
    row([name, time.toFixed(0), String(ANSWER_BUDGET)]);
  }
  return within;
}

function measureLinearity(texts: readonly string[]): boolean {
  console.log('');
  row(['one file of', 'ms', 'ms per MB']);
  const block = texts.join('\n').slice(0, 1 << 20);
  const rates: number[] = [];
  for (const factor of [1, 2, 4, 8]) {
    const text = block.repeat(factor);
    const time = best(() => void buildGraph(parseDockerfile(text)), 3);
    rates.push(time / factor);
    row([`${factor} MiB`, time.toFixed(0), (time / factor).toFixed(1)]);
  }
  // Garbage collection makes large files a little dearer; anything worse than linear would show as a multiple.
  return rates[3] <= rates[0] * 2.5;
}

const texts = await corpus();
const results = [
  measureParsers(texts),
  measurePathological(),
  measureLinearity(texts),
];
const passed = results.every(result => result);
console.log(passed ? '\nwithin budget' : '\nOVER BUDGET');
Deno.exit(passed ? 0 : 1);
