/* eslint-disable no-console -- a report is what this script is for */
import {
  evaluateDockerfile,
  findBuildContext,
  isDockerfileName,
  isDockerignore,
  isManifest,
  resolvePolicy,
  type Finding,
  type RepositoryFiles,
} from '../src';
import { casesFolder, readCases } from './cases';

const TODAY = '2026-11-25';
const policy = resolvePolicy({ profile: 'recommended' });

/** A small repository, and what must and must not be found in it. */
interface FieldCase {
  id: string;
  /** Texts by path. */
  files: Record<string, string>;
  /** Rules of which one must fire. */
  find?: string[];
  /** Rules or severities of which none may be found. */
  avoid?: string[];
  /** A text that one of the findings of `find` contains. */
  message?: string;
  /** The most findings that a rule may have. */
  atMost?: Record<string, number>;
}

/** What `dockerfile-scorecard check FOLDER` reads of a repository: the list of its files, and the texts that say something. */
function repositoryOf(files: FieldCase['files']): RepositoryFiles {
  const texts = Object.entries(files).filter(
    ([path]) => isManifest(path) || isDockerignore(path),
  );
  return { files: Object.keys(files).sort(), texts: new Map(texts) };
}

function findingsOf(files: FieldCase['files']): Finding[] {
  const repository = repositoryOf(files);
  return Object.entries(files)
    .filter(([path]) => isDockerfileName(path))
    .flatMap(([path, text]) => {
      const { hasUpdateBot, ...context } = findBuildContext({
        dockerfile: path,
        text,
        repository,
      });
      const { checks } = evaluateDockerfile({
        path,
        text,
        context,
        policy,
        today: TODAY,
      });
      return checks
        .filter(({ state }) => state === 'fail')
        .flatMap(({ findings }) => findings);
    });
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
