import type { Judged } from '../judged';
import { painter, type Terminal } from '../terminal';
import { formatGithub } from './github';
import { formatGitlab } from './gitlab';
import { formatHuman } from './human';
import { formatJson } from './json';
import { formatMarkdown } from './markdown';
import { formatSarif } from './sarif';
import { formatCheckstyle, formatJunit } from './xml';

type Format = (judged: readonly Judged[], terminal: Terminal) => string;

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

export const FORMAT_NAMES = [
  'human',
  'json',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'checkstyle',
  'markdown',
] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];

/** How verdicts are printed. */
export const FORMATS: Readonly<Record<FormatName, Format>> = {
  human: (judged, terminal) =>
    judged.map(item => formatHuman(item, painter(terminal))).join(''),
  json: judged => asJson(formatJson(judged)),
  sarif: judged => asJson(formatSarif(judged)),
  github: formatGithub,
  gitlab: formatGitlab,
  junit: formatJunit,
  checkstyle: formatCheckstyle,
  markdown: formatMarkdown,
};
