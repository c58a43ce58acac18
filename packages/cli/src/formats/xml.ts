import {
  checksOf,
  findingsOf,
  type Check,
  type Finding,
  type Severity,
} from 'dockerfile-scorecard-engine';
import type { Judged } from '../judged';

/** Characters that XML 1.0 has no way to hold. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
};

function escaped(text: string): string {
  return text
    .replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"\n\r]/g, character => ENTITIES[character]);
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

const CHECKSTYLE: Readonly<Record<Severity, string>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'info',
  info: 'info',
};

function checkstyleError({ severity, rule, message, range }: Finding): string {
  return `    <error${attributes({
    line: range.start.line,
    column: range.start.column + 1,
    severity: CHECKSTYLE[severity],
    message,
    source: `dockerfile-scorecard.${rule}`,
  })}/>\n`;
}

/** A report in the format of Checkstyle. */
export function formatCheckstyle(judged: readonly Judged[]): string {
  const files = judged.map(
    ({ evaluation }) =>
      `  <file${attributes({ name: evaluation.path })}>\n${findingsOf(
        evaluation,
      )
        .map(checkstyleError)
        .join('')}  </file>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${files.join(
    '',
  )}</checkstyle>\n`;
}

function testCase(path: string, { rule, state, findings, reason }: Check) {
  const name = attributes({ name: rule, classname: path });
  if (state === 'pass') return `    <testcase${name}/>\n`;
  const inside =
    state === 'fail'
      ? findings
          .map(
            ({ message, severity, range }) =>
              `      <failure${attributes({
                message,
                type: severity,
              })}>${escaped(
                `${path}:${range.start.line}: ${message}`,
              )}</failure>\n`,
          )
          .join('')
      : `      <skipped${attributes({ message: reason ?? state })}/>\n`;
  return `    <testcase${name}>\n${inside}    </testcase>\n`;
}

/** A report in the format of JUnit: a suite for each Dockerfile, a test for each check that applies. */
export function formatJunit(judged: readonly Judged[]): string {
  const suites = judged.map(({ evaluation }) => {
    const checks = checksOf(evaluation).filter(
      ({ state }) => state !== 'not-applicable',
    );
    const count = (states: readonly Check['state'][]) =>
      checks.filter(({ state }) => states.includes(state)).length;
    return `  <testsuite${attributes({
      name: evaluation.path,
      tests: checks.length,
      failures: count(['fail']),
      skipped: count(['unknown', 'waived']),
      errors: 0,
    })}>\n${checks
      .map(check => testCase(evaluation.path, check))
      .join('')}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="dockerfile-scorecard">\n${suites.join(
    '',
  )}</testsuites>\n`;
}
