import { toSummary } from '../response';
import type { FullServiceRow } from '../../database';

type Summary = ReturnType<typeof toSummary>;

const columns: readonly [string, (service: Summary) => unknown][] = [
  ['entityRef', service => service.entityRef],
  ['title', service => service.title],
  ['state', service => service.state],
  ['level', service => (service.state === 'scored' ? service.level : '')],
  ['score', service => service.score],
  ['owner', service => service.owner],
  ['system', service => service.system],
  ['lifecycle', service => service.lifecycle],
  ['type', service => service.type],
  ['tags', service => service.tags.join(' ')],
  ['dockerfiles', service => service.dockerfileCount],
  ['firstFinding', service => service.firstFinding?.message],
  ['failingRules', service => service.failingRules.join(' ')],
  [
    'baseImages',
    service =>
      [...new Set(service.baseImages.map(image => image.reference))].join(' '),
  ],
  ['failingSince', service => service.failingSince],
  ['changedAt', service => service.changedAt],
  ['scannedAt', service => service.scannedAt],
  ['revision', service => service.revision],
  ['stale', service => service.stale],
  ['reason', service => service.reason],
];

export const csvHeader = `${columns.map(([name]) => name).join(',')}\r\n`;

/** Rows of a CSV file, as RFC 4180 wants them. */
export function toCsv(rows: readonly FullServiceRow[]): string {
  return rows
    .map(toSummary)
    .map(
      service =>
        `${columns.map(([, valueOf]) => cell(valueOf(service))).join(',')}\r\n`,
    )
    .join('');
}

/** Spreadsheets take a text that begins like this for a formula, and run it. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** @internal */
export function cell(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value);
  const safe =
    typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
