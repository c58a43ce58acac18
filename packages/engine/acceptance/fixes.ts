/* eslint-disable no-console -- a report is what this script is for */
import {
  applyFixes,
  asJudged,
  evaluateDockerfile,
  findingsOf,
  parseDockerfile,
  proposeFixes,
} from '../src';
import { compareSeverities } from '../src/verdict';
import { casesFolder, readCases } from './cases';

const TODAY = '2026-11-25';
/** Least share, in per cent, of findings of medium severity and above that have a fix. */
const LEAST_FIXED = 60;

interface Count {
  findings: number;
  fixed: number;
}

const counts = new Map<string, Count>();
const faults: string[] = [];
let applied = 0;

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
  for (const finding of findingsOf(evaluation)) {
    if (compareSeverities(finding.severity, 'medium') > 0) continue;
    const count = counts.get(finding.rule) ?? { findings: 0, fixed: 0 };
    count.findings++;
    if (fixed.has(JSON.stringify(finding))) count.fixed++;
    counts.set(finding.rule, count);
  }
  for (const fix of fixes) {
    applied++;
    const fault = faultOf(text, fix, context);
    if (fault) faults.push(`${id}, ${fix.finding.rule}: ${fault}`);
  }
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
  const rows = [...counts].sort((a, b) => b[1].findings - a[1].findings);
  let all = 0;
  let fixed = 0;
  console.log('findings of medium severity and above, and how many have a fix');
  for (const [rule, count] of rows) {
    all += count.findings;
    fixed += count.fixed;
    console.log(
      `  ${rule.padEnd(28)} ${String(count.findings).padStart(5)} ${String(
        count.fixed,
      ).padStart(5)}`,
    );
  }
  const share = (100 * fixed) / all;
  console.log(
    `${
      share >= LEAST_FIXED ? 'ok  ' : 'FAIL'
    } ${fixed} of ${all} have a fix: ${share.toFixed(
      1,
    )} % (at least ${LEAST_FIXED} %)`,
  );
  console.log(
    `${faults.length === 0 ? 'ok  ' : 'FAIL'} ${applied} fixes applied, ${
      faults.length
    } faults`,
  );
  for (const fault of faults.slice(0, 10)) console.log(`       ${fault}`);
  const failed = Number(share < LEAST_FIXED) + Number(faults.length > 0);
  console.log(`${2 - failed} passed, ${failed} failed`);
  Deno.exit(failed);
}
