/* eslint-disable no-console -- a report is what this script is for */
import { asJudged, evaluateDockerfile, type JudgedEvaluation } from '../src';
import { EARNED_LEVELS, LEVELS } from '../src/verdict';
import { casesFolder, readCases } from './cases';

const TODAY = '2026-11-25';
/** Most files, in per cent, that may have level none. */
const MOST_NONE = 25;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return NaN;
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

function stateOf({ checks }: JudgedEvaluation, rule: string) {
  return checks.find(check => check.rule === rule)?.state;
}

function isDecided(evaluation: JudgedEvaluation, rule: string): boolean {
  return stateOf(evaluation, rule) !== 'unknown';
}

function judge(texts: readonly string[]): JudgedEvaluation[] {
  return texts.flatMap(text => {
    const evaluation = evaluateDockerfile({
      path: 'Dockerfile',
      text,
      today: TODAY,
    });
    return evaluation.kind === 'judged' ? [asJudged(evaluation)] : [];
  });
}

function report(evaluations: readonly JudgedEvaluation[]): boolean {
  const byLevel = new Map(
    LEVELS.map(level => [
      level,
      evaluations.filter(evaluation => evaluation.level === level),
    ]),
  );
  const of = (level: (typeof LEVELS)[number]) => byLevel.get(level) ?? [];
  console.log('level   files  share  median score');
  const medians = LEVELS.map(level => {
    const files = of(level);
    const middle = median(files.flatMap(({ score }) => score ?? []));
    const share = (100 * files.length) / evaluations.length;
    console.log(
      `${level.padEnd(7)} ${String(files.length).padStart(5)} ${share
        .toFixed(1)
        .padStart(5)} %  ${middle}`,
    );
    return middle;
  });

  const causes = new Map<string, number>();
  for (const { nextLevel } of of('none')) {
    for (const rule of nextLevel?.missing ?? [])
      causes.set(rule, (causes.get(rule) ?? 0) + 1);
  }
  console.log('causes of level none:');
  for (const [rule, files] of [...causes].sort((a, b) => b[1] - a[1]))
    console.log(`  ${rule}: ${files} files`);

  const wrongGold = of('gold').filter(
    evaluation =>
      !isDecided(evaluation, 'eol-base') ||
      !isDecided(evaluation, 'full-base-image') ||
      !isDecided(evaluation, 'runs-as-root'),
  );
  const mild = of('none').filter(({ checks }) =>
    checks
      .filter(({ state }) => state === 'fail')
      .every(({ findings }) =>
        findings.every(
          ({ severity }) => severity !== 'critical' && severity !== 'high',
        ),
      ),
  );
  const none = (100 * of('none').length) / evaluations.length;
  const results: [string, boolean][] = [
    [
      'the median score rises with the level',
      EARNED_LEVELS.every((_, i) => medians[i] < medians[i + 1]),
    ],
    [
      `gold without known base, support and user: ${wrongGold.length}`,
      wrongGold.length === 0,
    ],
    [
      `none without a critical or high finding: ${mild.length}`,
      mild.length === 0,
    ],
    [`none: ${none.toFixed(1)} % (at most ${MOST_NONE} %)`, none <= MOST_NONE],
  ];
  for (const [name, holds] of results)
    console.log(`${holds ? 'ok  ' : 'FAIL'} ${name}`);
  const passed = results.filter(([, holds]) => holds).length;
  console.log(`${passed} passed, ${results.length - passed} failed`);
  return passed === results.length;
}

const folder = await casesFolder(Deno.args[0]);
if (folder === undefined) {
  console.log('NOT RUN: the acceptance cases are not there.');
} else {
  const cases = await readCases<{ dockerfile: string }>(
    `${folder}/corpus.jsonl.gz`,
  );
  const fair = report(judge(cases.map(({ dockerfile }) => dockerfile)));
  Deno.exit(fair ? 0 : 1);
}
