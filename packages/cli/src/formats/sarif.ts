import {
  engineVersion,
  rules,
  type Finding,
  type ProvenFix,
  type Severity,
} from 'dockerfile-scorecard-engine';
import type {
  Fix,
  Location,
  Log,
  Region,
  ReportingDescriptor,
  Result,
} from 'sarif';
import { DOCUMENTATION, ruleDocumentation } from '../documentation';
import type { Judged } from '../judged';
import { fingerprinted } from '../fingerprints';

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
      region: regionOf(range),
    },
    ...(message && { message: { text: message } }),
  };
}

/** The results of a Dockerfile, with fingerprints by which they are known again. */
function resultsOf(judged: Judged): Result[] {
  const { path } = judged.evaluation;
  // a .dockerignore or a manifest is another artifact, whose text SARIF has no place for
  const fixes = judged
    .fixes()
    .filter(
      ({ dockerignore, additions }) =>
        dockerignore === undefined && additions === undefined,
    );
  return fingerprinted(judged).map(({ finding, fingerprint }) => {
    const own = fixes.filter(fix => isOf(fix, finding));
    return {
      ...resultOf(path, finding),
      partialFingerprints: { 'ruleAndLine/v1': fingerprint },
      ...(own.length > 0 && { fixes: own.map(fix => fixOf(path, fix)) }),
    };
  });
}

function isOf(fix: ProvenFix, { rule, range, message }: Finding): boolean {
  return (
    fix.finding.rule === rule &&
    fix.finding.message === message &&
    fix.finding.range.start.line === range.start.line &&
    fix.finding.range.start.column === range.start.column
  );
}

function regionOf({ start, end }: Finding['range']): Region {
  return {
    startLine: Math.max(1, start.line),
    startColumn: start.column + 1,
    endLine: Math.max(1, end.line),
    endColumn: end.column + 1,
  };
}

function fixOf(path: string, { title, reason, edits }: ProvenFix): Fix {
  return {
    description: { text: `${title}. ${reason}` },
    artifactChanges: [
      {
        artifactLocation: { uri: uriOf(path) },
        replacements: edits.map(({ range, text }) => ({
          deletedRegion: regionOf(range),
          insertedContent: { text },
        })),
      },
    ],
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
        results: judged.flatMap(resultsOf),
      },
    ],
  };
}
