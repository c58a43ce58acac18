/**
 * Writes packages/engine/src/version.ts: the version of the package and a hash of everything that a verdict depends on.
 * The backend stores verdicts under it, so that a portal with a newer engine judges its fleet again. It also writes the days on
 * which verdicts may change by themselves, so that the fleet is not judged again on all others.
 * With --check nothing is written; exits with 1 when the file is out of date.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './run';

const engine = join(root, 'packages/engine');
const sources = join(engine, 'src');
const target = join(sources, 'version.ts');

function inputs(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name === '__testUtils__' ? [] : inputs(path);
    const counts =
      /\.(?:ts|json)$/.test(entry.name) &&
      !/\.test\.ts$/.test(entry.name) &&
      path !== target;
    return counts ? [path] : [];
  });
}

const hash = createHash('sha256');
const dates = new Set<string>();
let newestFact = '';
for (const path of inputs(sources).sort()) {
  const content = readFileSync(path, 'utf8');
  for (const [date] of content.matchAll(/\b20\d\d-[01]\d-[0-3]\d\b/g)) {
    dates.add(date);
  }
  for (const [, asOf] of content.matchAll(/"asOf": "([\d-]{10})"/g)) {
    if (asOf > newestFact) newestFact = asOf;
  }
  hash.update(relative(sources, path).split(sep).join('/'));
  hash.update('\0');
  hash.update(readFileSync(path));
  hash.update('\0');
}
const { version, dependencies } = JSON.parse(
  readFileSync(join(engine, 'package.json'), 'utf8'),
);
hash.update(JSON.stringify(dependencies));
const text = `/**
 * Changes whenever the same Dockerfile may get another verdict: version of the package, hash of sources and facts.
 * Written by \`deno task engine-version\`.
 *
 * @public
 */
export const ENGINE_VERSION: string = '${version}+${hash
  .digest('hex')
  .slice(0, 12)}';

/**
 * Every day that facts and rules name, from the newest fact on: ends of support, releases and the like. Between two of them a
 * verdict depends on the day only by what the Dockerfile and the policy name. Written by \`deno task engine-version\`.
 *
 * @public
 */
export const VERDICT_DATES: readonly string[] = [
${[...dates]
  .filter(date => date >= newestFact)
  .sort()
  .map(date => `  '${date}',\n`)
  .join('')}];
`;

if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (readFileSync(target, 'utf8') !== text) {
  console.error(
    'packages/engine/src/version.ts is out of date. Run `deno task engine-version`.',
  );
  process.exit(1);
}
