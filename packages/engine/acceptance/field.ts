/* eslint-disable no-console -- a report is what this script is for */
import { evaluateDockerfile, type Finding } from '../src';
import { casesFolder, readCases } from './cases';
import { inputsOf, type FieldCase } from './fieldCases';

const TODAY = '2026-11-25';
function findingsOf(files: FieldCase['files']): Finding[] {
  return inputsOf(files, TODAY).flatMap(input =>
    evaluateDockerfile(input)
      .checks.filter(({ state }) => state === 'fail')
      .flatMap(({ findings }) => findings),
  );
}

function describe({ severity, rule, range, message }: Finding): string {
  return `${severity} ${rule} L${range.start.line}: ${message}`;
}

/** Why a case is not judged as it should be; empty where it is. */
function failuresOf(
  { find, avoid = [], message, atMost = {} }: FieldCase,
  findings: readonly Finding[],
): string[] {
  const failures: string[] = [];
  const wanted = findings.filter(({ rule }) => find?.includes(rule));
  if (find && wanted.length === 0)
    failures.push(`none of ${find.join(', ')} is found`);
  const candidates = find ? wanted : findings;
  if (
    message !== undefined &&
    !candidates.some(finding => finding.message.includes(message))
  )
    failures.push(`no message contains "${message}"`);
  for (const finding of findings) {
    if (avoid.includes(finding.rule) || avoid.includes(finding.severity))
      failures.push(`must not be found: ${describe(finding)}`);
  }
  for (const [rule, most] of Object.entries(atMost)) {
    const found = findings.filter(finding => finding.rule === rule).length;
    if (found > most) failures.push(`${rule} is found ${found} times`);
  }
  return failures;
}

async function main(): Promise<number> {
  const verbose = Deno.args.includes('--verbose');
  const [argument] = Deno.args.filter(item => !item.startsWith('--'));
  const folder = await casesFolder(argument);
  if (folder === undefined) {
    console.log('SKIPPED, NOTHING WAS JUDGED. skipped: cases not found');
    return 0;
  }
  const cases = await readCases<FieldCase>(`${folder}/field.jsonl`);
  let failed = 0;
  for (const testCase of cases) {
    const findings = findingsOf(testCase.files);
    const failures = failuresOf(testCase, findings);
    if (failures.length > 0) failed++;
    for (const failure of failures)
      console.log(`FAIL ${testCase.id}: ${failure}`);
    if (verbose && failures.length > 0)
      for (const finding of findings)
        console.log(`       ${describe(finding)}`);
  }
  console.log(`${cases.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

Deno.exit(await main());
