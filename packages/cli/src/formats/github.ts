import {
  findingsOf,
  type Finding,
  type Severity,
} from 'dockerfile-scorecard-engine';
import type { Judged } from '../judged';

const COMMANDS: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

/** What a workflow command takes as text (docs.github.com, workflow commands). */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

function annotation(
  path: string,
  { severity, rule, message, range }: Finding,
): string {
  const place = `file=${property(path)},line=${range.start.line},endLine=${
    range.end.line
  }`;
  return `::${COMMANDS[severity]} ${place},title=${property(rule)}::${data(
    message,
  )}\n`;
}

/** Annotations of a GitHub workflow, which stand at the lines of a pull request. */
export function formatGithub(judged: readonly Judged[]): string {
  return judged
    .map(({ evaluation }) =>
      evaluation.kind === 'not-judged'
        ? `::warning file=${property(evaluation.path)}::${data(
            evaluation.message,
          )}\n`
        : findingsOf(evaluation)
            .map(finding => annotation(evaluation.path, finding))
            .join(''),
    )
    .join('');
}
