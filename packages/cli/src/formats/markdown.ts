import { compareSeverities, type Finding } from 'dockerfile-scorecard-engine';
import { findingsSince, type Judged } from '../judged';
import { ruleDocumentation } from '../documentation';
import { plural } from '../words';

/** More findings than that are counted: a comment is read, a report is opened. */
const MOST_FINDINGS = 10;

/** Text in a cell of a table. */
function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\r?\n/g, ' ');
}

function row({ severity, rule, message, range }: Finding): string {
  return `| ${severity} | ${range.start.line} | ${cell(
    message,
  )} | [${rule}](${ruleDocumentation(rule)}) |\n`;
}

/** What was said of the file at the revision that it is compared with. */
function then({ before, evaluation }: Judged): string {
  if (before === undefined) return '';
  if (before === 'new') return ' (new file)';
  const { evaluation: old } = before;
  if (old.kind === 'not-judged') return ' (could not be judged before)';
  return evaluation.kind === 'judged' &&
    old.level === evaluation.level &&
    old.score === evaluation.score
    ? ' (as before)'
    : ` (was ${old.level}${old.score === null ? '' : `, ${old.score}`})`;
}

/** A word of a command line, as a shell reads it. */
function quoted(path: string): string {
  return /^[\w./@+-]+$/.test(path) ? path : `'${path.replace(/'/g, `'\\''`)}'`;
}

/** How many of the findings can be fixed by the command. */
function fixable({ evaluation, fixes }: Judged, shown: readonly Finding[]) {
  const rules = new Set(
    fixes().map(({ finding }) => `${finding.rule} ${finding.range.start.line}`),
  );
  const count = shown.filter(({ rule, range }) =>
    rules.has(`${rule} ${range.start.line}`),
  ).length;
  return count === 0
    ? ''
    : `\n${count} of ${plural(
        shown.length,
        'finding',
      )} can be fixed: \`dockerfile-scorecard fix --review --write ${quoted(
        evaluation.path,
      )}\`.\n`;
}

function standing(judged: Judged): string {
  const { evaluation } = judged;
  if (evaluation.kind === 'not-judged') return evaluation.message;
  const { level, score, nextLevel } = evaluation;
  const next = nextLevel?.missing.length ?? 0;
  return `**${level}**${score === null ? '' : `, ${score} of 100`}${then(
    judged,
  )}${
    nextLevel && next > 0
      ? `; ${plural(next, 'rule')} short of ${nextLevel.level}`
      : ''
  }`;
}

function section(judged: Judged): string {
  const { evaluation } = judged;
  const findings = [...findingsSince(judged)].sort(
    (a, b) =>
      compareSeverities(a.severity, b.severity) ||
      a.range.start.line - b.range.start.line,
  );
  const more = findings.length - MOST_FINDINGS;
  const table =
    findings.length === 0
      ? ''
      : `\n| severity | line | finding | rule |\n| --- | --- | --- | --- |\n${findings
          .slice(0, MOST_FINDINGS)
          .map(row)
          .join('')}${more > 0 ? `\n${more} more.\n` : ''}${fixable(
          judged,
          findings,
        )}`;
  const { before } = judged;
  const isCompared = before !== undefined && before !== 'new';
  const none =
    isCompared && findings.length === 0 ? '\nNo new findings.\n' : '';
  return `### ${evaluation.path}\n\n${standing(judged)}\n${none}${table}`;
}

/** A summary for a pull request or a job; of files that are compared with a revision, only new findings are listed. */
export function formatMarkdown(judged: readonly Judged[]): string {
  if (judged.length === 0)
    return '## Dockerfile Scorecard\n\nNo Dockerfile has changed.\n';
  return `## Dockerfile Scorecard\n\n${judged.map(section).join('\n')}`;
}
