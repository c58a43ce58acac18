import {
  engineVersion,
  findingsOf,
  rules,
  type Finding,
  type Severity,
} from 'dockerfile-scorecard-engine';
import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import { createHash } from 'node:crypto';
import { DOCUMENTATION, ruleDocumentation } from '../documentation';
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

/** SARIF takes URI references, so a path with a space or an umlaut has to be encoded. */
function uriOf(path: string): string {
  return path.split(/[\\/]/).map(encodeURIComponent).join('/');
}

function location(
  path: string,
  range: Finding['range'],
  message?: string,
): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(path) },
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

/**
 * Tells findings apart over time: by rule and by the text of the line, since line numbers move with every edit. `repeated` counts
 * equal ones in a file.
 */
function fingerprint(finding: Finding, text: string, repeated: number): string {
  const line = text.split('\n')[finding.range.start.line - 1] ?? '';
  return createHash('sha256')
    .update(`${finding.rule}\0${line.replace(/\s+/g, ' ').trim()}\0${repeated}`)
    .digest('hex');
}

/** The same results with fingerprints, no two of which are equal in a file. */
function withFingerprints(
  findings: readonly Finding[],
  { text, evaluation }: Judged,
): Result[] {
  const seen = new Map<string, number>();
  return findings.map(finding => {
    const first = fingerprint(finding, text, 0);
    const repeated = seen.get(first) ?? 0;
    seen.set(first, repeated + 1);
    return {
      ...resultOf(evaluation.path, finding),
      partialFingerprints: {
        'ruleAndLine/v1': fingerprint(finding, text, repeated),
      },
    };
  });
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
    helpUri: ruleDocumentation(id),
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
            informationUri: DOCUMENTATION,
            rules: rules.map(descriptorOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true }],
        results: judged.flatMap(one =>
          withFingerprints(findingsOf(one.evaluation), one),
        ),
      },
    ],
  };
}
