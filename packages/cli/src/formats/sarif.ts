import {
  engineVersion,
  findingsOf,
  rules,
  type Finding,
  type Severity,
} from 'dockerfile-scorecard-engine';
import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import type { Judged } from '../commands/check';

const LEVELS: Readonly<Record<Severity, Result.level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};
/** Scores by which GitHub sorts security findings. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.0',
  high: '7.0',
  medium: '5.0',
  low: '3.0',
  info: '1.0',
};

function location(
  path: string,
  range: Finding['range'],
  message?: string,
): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: path.split('\\').join('/') },
      region: {
        startLine: Math.max(1, range.start.line),
        startColumn: range.start.column + 1,
        endLine: Math.max(1, range.end.line),
        endColumn: range.end.column + 1,
      },
    },
    ...(message && { message: { text: message } }),
  };
}

function resultOf(path: string, finding: Finding): Result {
  return {
    ruleId: finding.rule,
    ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [location(path, finding.range)],
    ...(finding.trace.length > 0 && {
      codeFlows: [
        {
          threadFlows: [
            {
              locations: finding.trace.map(({ range, note }) => ({
                location: location(path, range, note),
              })),
            },
          ],
        },
      ],
    }),
  };
}

function descriptorOf({
  id,
  title,
  docs,
  severity,
}: (typeof rules)[number]): ReportingDescriptor {
  return {
    id,
    name: title,
    shortDescription: { text: title },
    fullDescription: { text: docs.what },
    help: {
      text: `${docs.what}\n\n${docs.why}`,
      markdown: `${docs.what}\n\n${docs.why}\n\nInstead of\n\n\`\`\`dockerfile\n${docs.example}\n\`\`\`\n\nwrite\n\n\`\`\`dockerfile\n${docs.instead}\n\`\`\``,
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { 'security-severity': SECURITY_SEVERITY[severity] },
  };
}

/** SARIF 2.1.0, as GitHub's code scanning and editors read it. */
export function formatSarif(judged: readonly Judged[]): Log {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'dockerfile-scorecard',
            version: engineVersion,
            rules: rules.map(descriptorOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: judged.flatMap(({ evaluation }) =>
          findingsOf(evaluation).map(finding =>
            resultOf(evaluation.path, finding),
          ),
        ),
      },
    ],
  };
}
