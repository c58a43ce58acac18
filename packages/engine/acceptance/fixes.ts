/* eslint-disable no-console -- a report is what this script is for */
import {
  applyFixes,
  asJudged,
  evaluateDockerfile,
  findingsOf,
  fixDockerfile,
  parseDockerfile,
  proposeFixes,
  rewriteDockerfile,
  type EvaluationInput,
} from '../src';
import { compareLevels, compareSeverities } from '../src/verdict';
import { casesFolder, readCases } from './cases';
import { inputsOf, type FieldCase } from './fieldCases';

const TODAY = '2026-11-25';
/** Least share, in per cent, of findings of medium severity and above that have a fix. */
const LEAST_FIXED = 60;

interface Count {
  findings: number;
  fixed: number;
  /** Have no fix, and are gone after the rewrite of the file. */
  rewritten: number;
}

const counts = new Map<string, Count>();
const faults: string[] = [];
let appliedFixes = 0;
const rewrites = new Map<string, number>();

function lines(text: string): string[] {
  return text.split('\n');
}

/** What an applied fix must not do. */
function faultOf(
  text: string,
  fix: ReturnType<typeof proposeFixes>[number],
  context: { dockerignore: string | null },
): string | undefined {
  const fixed = applyFixes(text, [fix]);
  if (
    parseDockerfile(fixed).errors.length > parseDockerfile(text).errors.length
  )
    return 'BuildKit refuses the text';
  const after = evaluateDockerfile({
    path: 'Dockerfile',
    text: fixed,
    today: TODAY,
    context: {
      ...context,
      ...(fix.dockerignore !== undefined && { dockerignore: fix.dockerignore }),
    },
  });
  const before = findingsOf(
    evaluateDockerfile({ path: 'Dockerfile', text, today: TODAY, context }),
  );
  const own = (findings: typeof before) =>
    findings.filter(({ rule }) => rule === fix.finding.rule).length;
  if (own(findingsOf(asJudged(after))) >= own(before))
    return 'the finding is still there';
  if (findingsOf(after).length >= before.length + 1) return 'new findings';
  const kept = new Set(lines(fixed));
  const changed = lines(text).filter(line => !kept.has(line)).length;
  return changed > 40 ? `${changed} lines are changed` : undefined;
}

/** Rules that fail no more after the rewrite of a file; none where it is not offered. */
function rewritten(
  id: string,
  text: string,
  context: { dockerignore: string | null },
): ReadonlySet<string> {
  const rewrite = rewriteDockerfile({
    path: 'Dockerfile',
    text,
    today: TODAY,
    context,
  });
  if (rewrite.kind !== 'offered') return new Set();
  const { before, after, language } = rewrite;
  rewrites.set(language, (rewrites.get(language) ?? 0) + 1);
  const again = evaluateDockerfile({
    path: 'Dockerfile',
    text: rewrite.text,
    today: TODAY,
    context: {
      ...context,
      ...(rewrite.dockerignore !== undefined && {
        dockerignore: rewrite.dockerignore,
      }),
    },
  });
  if (parseDockerfile(rewrite.text).errors.length > 0)
    faults.push(`${id}, rewrite: BuildKit refuses the text`);
  if (again.kind !== 'judged' || again.level !== after.level)
    faults.push(`${id}, rewrite: the level is not the one that it says`);
  if (compareLevels(after.level, 'silver') < 0)
    faults.push(`${id}, rewrite: it is below silver`);
  const failing = new Set(findingsOf(after).map(({ rule }) => rule));
  return new Set(
    findingsOf(before)
      .map(({ rule }) => rule)
      .filter(rule => !failing.has(rule)),
  );
}

function examine(id: string, text: string): void {
  const context = { dockerignore: null };
  const evaluation = evaluateDockerfile({
    path: 'Dockerfile',
    text,
    today: TODAY,
    context,
  });
  if (evaluation.kind !== 'judged') return;
  const fixes = proposeFixes({
    path: 'Dockerfile',
    text,
    today: TODAY,
    context,
  });
  const fixed = new Set(fixes.map(({ finding }) => JSON.stringify(finding)));
  const gone = rewritten(id, text, context);
  for (const finding of findingsOf(evaluation)) {
    if (compareSeverities(finding.severity, 'medium') > 0) continue;
    const count = counts.get(finding.rule) ?? {
      findings: 0,
      fixed: 0,
      rewritten: 0,
    };
    count.findings++;
    if (fixed.has(JSON.stringify(finding))) count.fixed++;
    else if (gone.has(finding.rule)) count.rewritten++;
    counts.set(finding.rule, count);
  }
  for (const fix of fixes) {
    appliedFixes++;
    const fault = faultOf(text, fix, context);
    if (fault) faults.push(`${id}, ${fix.finding.rule}: ${fault}`);
  }
}

/** Rules whose findings were fixed, of those that gate, and of those that fail. */
interface Fixed {
  failing: number;
  fixed: number;
}

/** Fixes a labelled file as a whole: what was fixed is gone. */
function fixWhole(id: string, input: EvaluationInput, count: Fixed): void {
  const result = fixDockerfile(input);
  if (!result) return;
  const { applied, before, after } = result;
  const isBad = (rule: string) =>
    findingsOf(before).some(
      finding =>
        finding.rule === rule &&
        compareSeverities(finding.severity, 'high') <= 0,
    );
  const failing = new Set(
    findingsOf(before)
      .map(({ rule }) => rule)
      .filter(isBad),
  );
  const left = new Set(findingsOf(after).map(({ rule }) => rule));
  count.failing += failing.size;
  for (const rule of failing) if (!left.has(rule)) count.fixed++;
  if (parseDockerfile(result.text).errors.length > 0)
    faults.push(`${id}: BuildKit refuses the fixed text`);
  if (compareLevels(after.level, before.level) < 0)
    faults.push(`${id}: the level falls`);
  for (const { finding } of applied)
    if (
      findingsOf(after).filter(({ rule }) => rule === finding.rule).length >=
      findingsOf(before).filter(({ rule }) => rule === finding.rule).length
    )
      faults.push(`${id}: ${finding.rule} is still found`);
}

/** The labelled files: bad ones of the taxonomy, and repositories from the field. */
async function fixLabelled(cases: string): Promise<void> {
  const count: Fixed = { failing: 0, fixed: 0 };
  for await (const { name } of Deno.readDir(`${cases}/taxonomy`)) {
    if (!name.endsWith('.bad.Dockerfile')) continue;
    const text = await Deno.readTextFile(`${cases}/taxonomy/${name}`);
    fixWhole(name, { path: 'Dockerfile', text, today: TODAY }, count);
  }
  for (const { id, files } of await readCases<FieldCase>(
    `${cases}/field.jsonl`,
  ))
    for (const input of inputsOf(files, TODAY)) fixWhole(id, input, count);
  console.log(
    `labelled files: ${count.fixed} of ${count.failing} rules with critical or high findings are fixed`,
  );
}

const folder = await casesFolder(Deno.args[0]);
if (folder === undefined) {
  console.log('NOT RUN: the acceptance cases are not there.');
} else {
  for (const { id, dockerfile } of await readCases<{
    id: string;
    dockerfile: string;
  }>(`${folder}/corpus.jsonl.gz`))
    examine(id, dockerfile);
  await fixLabelled(folder);
  const rows = [...counts].sort((a, b) => b[1].findings - a[1].findings);
  let all = 0;
  let fixed = 0;
  let gone = 0;
  console.log(
    'findings of medium severity and above, how many have a fix, and how many more a rewrite',
  );
  for (const [rule, count] of rows) {
    all += count.findings;
    fixed += count.fixed;
    gone += count.rewritten;
    console.log(
      `  ${rule.padEnd(28)} ${[count.findings, count.fixed, count.rewritten]
        .map(number => String(number).padStart(5))
        .join(' ')}`,
    );
  }
  const share = (100 * (fixed + gone)) / all;
  console.log(
    `${
      share >= LEAST_FIXED ? 'ok  ' : 'FAIL'
    } ${fixed} of ${all} have a fix, ${gone} more a rewrite: ${share.toFixed(
      1,
    )} % (at least ${LEAST_FIXED} %)`,
  );
  console.log(
    `     files that are rewritten: ${[...rewrites]
      .map(([language, count]) => `${language} ${count}`)
      .join(', ')}`,
  );
  console.log(
    `${faults.length === 0 ? 'ok  ' : 'FAIL'} ${appliedFixes} fixes applied, ${
      faults.length
    } faults`,
  );
  for (const fault of faults.slice(0, 10)) console.log(`       ${fault}`);
  const failed = Number(share < LEAST_FIXED) + Number(faults.length > 0);
  console.log(`${2 - failed} passed, ${failed} failed`);
  Deno.exit(failed);
}
