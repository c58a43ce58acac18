import {
  compareSeverities,
  findingsOf,
  type Finding,
} from 'dockerfile-scorecard-engine';
import type { Judged } from '../commands/check';
import { ruleDocumentation } from '../documentation';

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

function standing({ evaluation }: Judged): string {
  if (evaluation.kind === 'not-judged') return evaluation.message;
  const { level, score, nextLevel } = evaluation;
  const next = nextLevel?.missing.length ?? 0;
  return `**${level}**${score === null ? '' : `, ${score} of 100`}${
    nextLevel && next > 0
      ? `; ${next} rule${next === 1 ? '' : 's'} short of ${nextLevel.level}`
      : ''
  }`;
}

function section(judged: Judged): string {
  const { evaluation } = judged;
  const findings = [...findingsOf(evaluation)].sort(
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
          .join('')}${more > 0 ? `\n${more} more.\n` : ''}`;
  return `### ${evaluation.path}\n\n${standing(judged)}\n${table}`;
}

/** A summary for a pull request or a job. */
export function formatMarkdown(judged: readonly Judged[]): string {
  return `## Dockerfile Scorecard\n\n${judged.map(section).join('\n')}`;
}
