/* eslint-disable no-console -- a report is what this script is for */
import {
  type BuildContext,
  type Check,
  checksOf,
  evaluateDockerfile,
  type Evaluation,
  resolvePolicy,
  rules,
} from '../src';
import { casesFolder, readCases } from './cases';

const TODAY = '2026-11-23';
const policy = resolvePolicy({ profile: 'all' });

/** What one set of cases came to. */
interface Result {
  name: string;
  passed: number;
  /** Why cases failed, by case. */
  failures: string[];
  /** Cases whose label is wrong. */
  argued: string[];
}

interface Pair {
  n: number;
  bad: string;
  good: string;
  rule: string;
  severity: string;
  goodExpected: string;
}

interface Mutant {
  id: string;
  expect: 'deps-carried' | 'deps-lost' | 'python-minor-mismatch';
  dockerfile: string;
}

interface Wild {
  id: string;
  verdict: 'ok' | 'risky' | 'broken';
  dockerfile: string;
}

/** Rules that tell that packages of a build stage are not in the image. */
const LOSS = new Set([
  'deps-not-copied',
  'user-install-not-copied',
  'venv-bypassed',
  'wheels-not-installed',
]);

/** Rules that stand with build separation, because the image does not build or start, and follow no files. */
const NO_DATAFLOW = new Set([
  'syntax-error',
  'exec-form-not-json',
  'externally-managed-python',
  'shell-form-arguments',
  'download-source-gone',
  'go-module-missing',
  'install-without-root',
  'system-package-unavailable',
]);

/** Rules whose verdict comes from following files across stages. */
const DATAFLOW = new Set(
  rules
    .filter(
      ({ category, id }) =>
        category === 'build-separation' && !NO_DATAFLOW.has(id),
    )
    .map(({ id }) => id),
);

/** Critical dataflow findings that the real files may have together; each was read and judged. */
const MOST_CRITICAL = 10;

/** Labels that are wrong, with the reason. */
const WRONG_LABELS: Readonly<Record<string, string>> = {
  'm-c07976-orig':
    'the packages are made for Python 3.5; untagged distroless python3 is Python 3.13 today, so they do not fit',
  'm-c07976-drop':
    'another COPY --from (/tmp/*) still carries the packages, so nothing is lost',
  'm-c08147-drop':
    '`RUN /entrypoint.sh` runs in the final image and may install anything: unknown, not lost',
};

/** What the good file of a pair may still fail, by pair. */
const GOOD_MAY_FAIL: Readonly<Record<number, string>> = {
  5: 'runs-as-root',
  35: 'python-not-split',
};

function evaluate(text: string, context: BuildContext = {}): Evaluation {
  return evaluateDockerfile({
    path: 'Dockerfile',
    text,
    context,
    policy,
    today: TODAY,
  });
}

function failing(evaluation: Evaluation): Check[] {
  return checksOf(evaluation).filter(({ state }) => state === 'fail');
}

function idsOf(checks: readonly Check[]): string {
  return checks.map(({ rule }) => rule).join(', ') || 'nothing';
}

function has(check: Check, ...severities: string[]): boolean {
  return check.findings.some(({ severity }) => severities.includes(severity));
}

/** Why a pair is not judged as it should be; undefined when it is. */
async function judgePair(
  folder: string,
  { n, bad, good, rule, severity }: Pair,
): Promise<string | undefined> {
  const read = async (file: string) => {
    const path = `${folder}/taxonomy/${file}`;
    const dockerignore = await Deno.readTextFile(
      path.replace(/Dockerfile$/, 'dockerignore'),
    ).catch(() => null);
    return evaluate(await Deno.readTextFile(path), { dockerignore });
  };
  const found = failing(await read(bad)).find(check => check.rule === rule);
  if (!found) return `${bad}: ${rule} does not fail`;
  if (found.findings[0]?.severity !== severity) {
    return `${bad}: ${rule} is ${found.findings[0]?.severity}, not ${severity}`;
  }
  const left = failing(await read(good)).filter(
    check => check.rule !== GOOD_MAY_FAIL[n],
  );
  return left.length > 0 ? `${good}: ${idsOf(left)} fails` : undefined;
}

function judgeMutant({ dockerfile, expect }: Mutant): string | undefined {
  const found = failing(evaluate(dockerfile));
  const lost = found.filter(({ rule }) => LOSS.has(rule));
  const minor = found.some(({ rule }) => rule === 'python-minor-mismatch');
  switch (expect) {
    case 'deps-lost':
      return lost.length > 0 ? undefined : 'the packages are not seen as lost';
    case 'deps-carried':
      if (lost.length > 0) return `${idsOf(lost)} fails`;
      return minor ? 'python-minor-mismatch fails' : undefined;
    default:
      return minor ? undefined : 'the other Python is not seen';
  }
}

function judgeWild({ dockerfile, verdict }: Wild): string | undefined {
  const checks = checksOf(evaluate(dockerfile)).filter(({ rule }) =>
    DATAFLOW.has(rule),
  );
  if (verdict === 'broken') {
    const seen = checks.some(
      check =>
        check.state === 'unknown' ||
        (check.state === 'fail' && has(check, 'critical', 'high')),
    );
    return seen ? undefined : 'nothing says that it is broken';
  }
  const critical = checks.filter(
    check => check.state === 'fail' && has(check, 'critical'),
  );
  return verdict === 'ok' && critical.length > 0
    ? `${idsOf(critical)} fails`
    : undefined;
}

async function judge<T>(
  name: string,
  cases: readonly T[],
  idOf: (testCase: T) => string,
  verdict: (testCase: T) => string | undefined | Promise<string | undefined>,
): Promise<Result> {
  const result: Result = { name, passed: 0, failures: [], argued: [] };
  for (const testCase of cases) {
    const id = idOf(testCase);
    const failure = await verdict(testCase);
    if (WRONG_LABELS[id] !== undefined) {
      result.argued.push(`${id}: ${WRONG_LABELS[id]}`);
    } else if (failure === undefined) result.passed++;
    else result.failures.push(`${id}: ${failure}`);
  }
  return result;
}

/** Real files: none may crash, and critical findings are rare. */
function judgeCorpus(
  cases: readonly { id: string; dockerfile: string }[],
): Result[] {
  const whole: Result = {
    name: 'corpus, no crash',
    passed: 0,
    failures: [],
    argued: [],
  };
  const critical: string[] = [];
  for (const { id, dockerfile } of cases) {
    try {
      const found = failing(evaluate(dockerfile)).filter(
        check => DATAFLOW.has(check.rule) && has(check, 'critical'),
      );
      for (const { rule, findings } of found) {
        critical.push(`${id}: ${rule}, line ${findings[0].range.start.line}`);
      }
      whole.passed++;
    } catch (error) {
      whole.failures.push(`${id}: ${error}`);
    }
  }
  const rare = critical.length <= MOST_CRITICAL;
  for (const line of critical) console.log(`     critical in ${line}`);
  return [
    whole,
    {
      name: `corpus, ${critical.length} critical dataflow findings (at most ${MOST_CRITICAL})`,
      passed: rare ? 1 : 0,
      failures: rare ? [] : ['more than were judged'],
      argued: [],
    },
  ];
}

async function main(): Promise<number> {
  const folder = await casesFolder(Deno.args[0]);
  if (folder === undefined) {
    console.log('SKIPPED, NOTHING WAS JUDGED. skipped: cases not found');
    return 0;
  }
  const pairs: Pair[] = JSON.parse(
    await Deno.readTextFile(`${folder}/taxonomy/index.json`),
  );
  const idOf = ({ id }: { id: string }) => id;
  const results = [
    await judge(
      'taxonomy',
      pairs,
      pair => pair.rule,
      pair => judgePair(folder, pair),
    ),
    await judge(
      'mutants',
      await readCases<Mutant>(`${folder}/multistage-mutants.jsonl`),
      idOf,
      judgeMutant,
    ),
    await judge(
      'wild',
      await readCases<Wild>(`${folder}/multistage-wild.jsonl`),
      idOf,
      judgeWild,
    ),
    ...judgeCorpus(await readCases(`${folder}/corpus.jsonl.gz`)),
  ];
  for (const { name, passed, failures, argued } of results) {
    const total = passed + failures.length;
    console.log(
      `${failures.length === 0 ? 'ok  ' : 'FAIL'} ${name}: ${passed}/${total}`,
    );
    for (const failure of failures) console.log(`       ${failure}`);
    for (const reason of argued) console.log(`       wrong label: ${reason}`);
  }
  const failed = results.reduce(
    (sum, { failures }) => sum + failures.length,
    0,
  );
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

Deno.exit(await main());
