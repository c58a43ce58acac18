/**
 * Follows every link between the pages of the repository: the file has to be there, and the heading that an anchor names.
 * Links to other places are listed with `--external`, for whoever has a network to try them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { root } from './run';

/** Pages, and what only becomes one when a template is rendered. */
const SKIPPED =
  /^(?:templates\/python-service\/(?!README)|\.changeset\/|examples\/)/;

const pages = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter(page => page !== '' && !SKIPPED.test(page));

/** A page without its blocks and spans of code, which hold no links. */
function prose(text: string): string {
  return text.replace(/^(```|~~~)[^]*?^\1.*$/gm, '').replace(/`[^`\n]*`/g, '');
}

/** The anchors of a page, as GitHub makes them from its headings. */
function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  const plain = text.replace(/^(```|~~~)[^]*?^\1.*$/gm, '');
  for (const [, heading] of plain.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const slug = heading
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    let name = slug;
    for (let i = 1; anchors.has(name); i++) name = `${slug}-${i}`;
    anchors.add(name);
  }
  return anchors;
}

/** Targets of the links and pictures of a page. */
function targetsOf(text: string): string[] {
  return [
    ...prose(text).matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g),
    ...prose(text).matchAll(/^\[[^\]]+\]:\s*(\S+)/gm),
  ].map(([, target]) => target);
}

/** Why a link leads nowhere; undefined for one that is fine. */
function fault(page: string, target: string): string | undefined {
  const [path, anchor] = target.split('#');
  const file =
    path === ''
      ? page
      : normalize(join(dirname(page), decodeURIComponent(path)));
  const full = join(root, file);
  if (file.startsWith('..') || !existsSync(full)) return `${file} is not there`;
  if (anchor === undefined || statSync(full).isDirectory()) return undefined;
  if (!file.endsWith('.md')) return undefined;
  return anchorsOf(readFileSync(full, 'utf8')).has(anchor)
    ? undefined
    : `${file} has no heading #${anchor}`;
}

const external = new Set<string>();
const faults: string[] = [];
let links = 0;
for (const page of pages) {
  for (const target of targetsOf(readFileSync(join(root, page), 'utf8'))) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) {
      external.add(target);
      continue;
    }
    links++;
    const why = fault(page, target);
    if (why !== undefined) faults.push(`${page}: ${target}: ${why}`);
  }
}
if (process.argv.includes('--external'))
  console.log([...external].sort().join('\n'));
if (faults.length > 0) {
  console.error(`${faults.join('\n')}\n${faults.length} links lead nowhere.`);
  process.exit(1);
}
console.log(`${links} links between ${pages.length} pages lead somewhere.`);
