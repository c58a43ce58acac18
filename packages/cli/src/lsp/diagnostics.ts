import {
  findingsOf,
  type Evaluation,
  type Finding,
  type Severity,
} from 'dockerfile-scorecard-engine';
import {
  DiagnosticSeverity,
  type Diagnostic,
} from 'vscode-languageserver/node.js';
import { ruleDocumentation } from '../documentation';
import { rangeOf } from './positions';

export const SOURCE = 'dockerfile-scorecard';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  critical: DiagnosticSeverity.Error,
  high: DiagnosticSeverity.Error,
  medium: DiagnosticSeverity.Warning,
  low: DiagnosticSeverity.Information,
  info: DiagnosticSeverity.Hint,
};

function diagnosticOf(
  uri: string,
  { rule, severity, message, range, trace }: Finding,
): Diagnostic {
  return {
    range: rangeOf(range),
    severity: SEVERITIES[severity],
    code: rule,
    codeDescription: { href: ruleDocumentation(rule) },
    source: SOURCE,
    message,
    relatedInformation: trace.map(step => ({
      location: { uri, range: rangeOf(step.range) },
      message: step.note,
    })),
  };
}

/** The findings of a Dockerfile, or the reason why it cannot be judged. */
export function diagnosticsOf(
  uri: string,
  evaluation: Evaluation,
): Diagnostic[] {
  if (evaluation.kind === 'judged')
    return findingsOf(evaluation).map(finding => diagnosticOf(uri, finding));
  const start = { line: 1, column: 0 };
  return [
    {
      range: rangeOf(evaluation.range ?? { start, end: start }),
      severity: DiagnosticSeverity.Information,
      source: SOURCE,
      message: evaluation.message,
    },
  ];
}
