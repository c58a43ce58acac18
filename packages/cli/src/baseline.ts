import type { Finding } from 'dockerfile-scorecard-engine';
import { readFile } from 'node:fs/promises';
import type { Judged } from './judged';
import { fingerprinted } from './fingerprints';
import { UsageError } from './terminal';

/** Where a baseline is written, and looked for. */
export const BASELINE_FILE = '.dockerfile-scorecard-baseline.json';

/** Findings that were there on a day; line numbers do not matter. */
interface Baseline {
  version: 1;
  /** Path of the Dockerfile → fingerprints, with the rule for the reader of the file. */
  findings: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The text of a baseline with the findings of today. */
export function baselineText(judged: readonly Judged[]): string {
  const findings = Object.fromEntries(
    judged
      .map(
        item =>
          [
            item.evaluation.path,
            Object.fromEntries(
              fingerprinted(item).map(({ finding, fingerprint }) => [
                fingerprint,
                finding.rule,
              ]),
            ),
          ] as const,
      )
      .filter(([, known]) => Object.keys(known).length > 0),
  );
  const baseline: Baseline = { version: 1, findings };
  return `${JSON.stringify(baseline, null, 2)}\n`;
}

function isBaseline(value: unknown): value is Baseline {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as { version?: unknown }).version === 1 &&
    typeof (value as { findings?: unknown }).findings === 'object'
  );
}

/**
 * Reads a baseline.
 *
 * @throws UsageError when the file is not one
 */
export async function readBaseline(file: string): Promise<Baseline> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(
      `The baseline ${file} cannot be read. \`dockerfile-scorecard baseline\` writes one.`,
    );
  });
  try {
    const value: unknown = JSON.parse(text);
    if (isBaseline(value)) return value;
  } catch {
    // said below
  }
  throw new UsageError(
    `${file} is not a baseline. \`dockerfile-scorecard baseline\` writes one.`,
  );
}

/** The findings of a Dockerfile that the baseline does not have. */
export function newFindings(item: Judged, { findings }: Baseline): Finding[] {
  const known = findings[item.evaluation.path] ?? {};
  return fingerprinted(item)
    .filter(({ fingerprint }) => !Object.hasOwn(known, fingerprint))
    .map(({ finding }) => finding);
}
