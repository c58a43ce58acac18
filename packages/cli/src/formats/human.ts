import {
  checksOf,
  compareSeverities,
  findingsOf,
  QUESTION_TITLES,
  rules,
  type Check,
  type Evaluation,
  type Finding,
  type JudgedEvaluation,
  type Level,
  type Severity,
} from 'dockerfile-scorecard-engine';
import type { Judged } from '../judged';
import type { Paint } from '../terminal';
import { plural } from '../words';

const LEVEL_STYLE: Readonly<Record<Level, Parameters<Paint>[0]>> = {
  none: 'red',
  bronze: 'yellow',
  silver: 'cyan',
  gold: 'green',
};
const SEVERITY_STYLE: Readonly<Record<Severity, Parameters<Paint>[0]>> = {
  critical: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
  info: 'dim',
};
const TITLES = new Map(rules.map(({ id, title }) => [id, title]));

function heading(evaluation: Evaluation, paint: Paint): string {
  const purpose =
    evaluation.purpose === 'development' ? ' (development image)' : '';
  const name = `${paint('bold', evaluation.path)}${paint('dim', purpose)}`;
  if (evaluation.kind === 'not-judged')
    return `${name}  ${paint('dim', 'cannot be judged')}\n\n  ${
      evaluation.message
    }\n`;
  const { level, score, certainty, nextLevel } = evaluation;
  const decided =
    certainty === null || certainty === 1
      ? ''
      : `, ${Math.round(certainty * 100)} % decided`;
  const points = score === null ? '' : `  ${score}/100${decided}`;
  const next =
    nextLevel && nextLevel.missing.length > 0
      ? paint(
          'dim',
          `  ${plural(nextLevel.missing.length, 'rule')} short of ${
            nextLevel.level
          }`,
        )
      : '';
  return `${name}  ${paint(
    LEVEL_STYLE[level],
    level.toUpperCase(),
  )}${points}${next}\n${openQuestions(evaluation, paint)}`;
}

/** Why the level is not higher, though nothing is found that keeps it away. */
function openQuestions({ nextLevel }: JudgedEvaluation, paint: Paint): string {
  if (!nextLevel || nextLevel.open.length === 0) return '';
  const lines = nextLevel.open.map(
    ({ question, reason }) => `    ${QUESTION_TITLES[question]}: ${reason}\n`,
  );
  const start = `  Not known, though ${nextLevel.level} rests on it:\n`;
  return `${paint('dim', `${start}${lines.join('')}`)}`;
}

/** The first line of a range with a caret under the part that is meant. */
function excerpt(
  lines: readonly string[],
  { range }: Finding,
  paint: Paint,
): string {
  const line = lines[range.start.line - 1];
  if (line === undefined) return '';
  const number = String(range.start.line);
  const gutter = ' '.repeat(number.length);
  const end =
    range.end.line === range.start.line ? range.end.column : line.length;
  const width = Math.max(
    1,
    Math.min(end, line.trimEnd().length) - range.start.column,
  );
  const lead = line.slice(0, range.start.column).replace(/[^\t]/g, ' ');
  return `    ${paint('blue', `${number} |`)} ${line}\n    ${paint(
    'blue',
    `${gutter} |`,
  )} ${lead}${paint('red', '^'.repeat(width))}\n`;
}

function formatFinding(
  finding: Finding,
  lines: readonly string[],
  paint: Paint,
): string {
  const style = SEVERITY_STYLE[finding.severity];
  const title = TITLES.get(finding.rule) ?? finding.rule;
  let text = `\n  ${paint(style, finding.severity)} ${paint(
    'bold',
    title,
  )} ${paint('dim', `(${finding.rule})`)}\n`;
  text += excerpt(lines, finding, paint);
  text += `    ${finding.message}\n`;
  finding.trace.forEach(({ range, note }, i) => {
    text += `      ${i + 1}. line ${range.start.line}: ${note}\n`;
  });
  return text;
}

function bySeverity(a: Finding, b: Finding): number {
  return (
    compareSeverities(a.severity, b.severity) ||
    a.range.start.line - b.range.start.line
  );
}

function footer(checks: readonly Check[], paint: Paint): string {
  const count = (state: Check['state']) =>
    checks.filter(check => check.state === state).length;
  const unknown = checks.filter(({ state }) => state === 'unknown');
  let text = `\n  ${paint(
    'dim',
    `${count('pass')} passed, ${count('fail')} failed, ${count(
      'waived',
    )} waived, ${unknown.length} unknown, ${count(
      'not-applicable',
    )} not applicable`,
  )}\n`;
  for (const { rule, reason } of unknown)
    text += paint('dim', `    unknown: ${rule}: ${reason ?? ''}\n`);
  return text;
}

/** A Dockerfile for people: level, findings with their line and trace, what is not known. */
export function formatHuman(
  { text, evaluation }: Judged,
  paint: Paint,
): string {
  const lines = text.split(/\r?\n/);
  let result = heading(evaluation, paint);
  for (const { severity, message, range, code } of evaluation.problems) {
    if (
      severity === 'error' &&
      checksOf(evaluation).some(
        ({ rule, findings }) => rule === 'syntax-error' && findings.length > 0,
      )
    )
      continue;
    result += `\n  ${paint(
      severity === 'error' ? 'red' : 'yellow',
      severity,
    )} ${message}${
      range ? paint('dim', ` (line ${range.start.line})`) : ''
    } ${paint('dim', code)}\n`;
  }
  for (const finding of findingsOf(evaluation).sort(bySeverity))
    result += formatFinding(finding, lines, paint);
  if (evaluation.kind === 'judged') result += footer(evaluation.checks, paint);
  return `${result}\n`;
}
