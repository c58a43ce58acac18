/* eslint-disable no-console -- a report is what this script is for */
import {
  casesFolder,
  type ParserCase,
  readCases,
  type ShellCase,
} from './cases';
import { compareNodes } from './nodes';
import { compareExpansion } from './shell';
import { compareStages } from './stages';

/** How many differences are shown for each set. */
const SHOWN = 8;

function report<T extends { id: string }>(
  name: string,
  cases: readonly T[],
  threshold: number,
  compare: (testCase: T) => string | undefined,
): boolean {
  const differences: string[] = [];
  for (const testCase of cases) {
    const difference = compare(testCase);
    if (difference !== undefined) {
      differences.push(`${testCase.id}: ${difference}`);
    }
  }
  const passed = cases.length - differences.length;
  const enough = passed >= cases.length * threshold;
  console.log(
    `${enough ? 'ok  ' : 'FAIL'} ${name}: ${passed}/${cases.length} (at least ${
      threshold * 100
    } %)`,
  );
  for (const difference of differences.slice(0, SHOWN)) {
    console.log(`       ${difference.slice(0, 1500)}`);
  }
  return enough;
}

async function main(): Promise<number> {
  const folder = await casesFolder(Deno.args[0]);
  if (folder === undefined) {
    console.log('SKIPPED, NOTHING WAS COMPARED. skipped: cases not found');
    return 0;
  }
  const sets: [string, number][] = [
    ['corpus.jsonl.gz', 0.999],
    ['buildkit-parser.jsonl', 1],
    ['buildkit-parser-fuzz.jsonl.gz', 0.995],
  ];
  const results: boolean[] = [];
  for (const [file, threshold] of sets) {
    const cases = await readCases<ParserCase>(`${folder}/${file}`);
    results.push(
      report(`${file}, nodes`, cases, threshold, compareNodes),
      report(`${file}, stages`, cases, threshold, compareStages),
    );
  }
  const words = await readCases<ShellCase>(`${folder}/buildkit-shell.jsonl`);
  results.push(report('buildkit-shell.jsonl', words, 1, compareExpansion));
  return results.every(enough => enough) ? 0 : 1;
}

Deno.exit(await main());
