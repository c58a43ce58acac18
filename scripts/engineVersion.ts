/**
 * Writes packages/engine/src/version.ts: the version of the package and a hash of everything that a verdict depends on.
 * The backend stores verdicts under it, so that a portal with a newer engine judges its fleet again.
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
for (const path of inputs(sources).sort()) {
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
export const ENGINE_VERSION = '${version}+${hash.digest('hex').slice(0, 12)}';
`;

if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (readFileSync(target, 'utf8') !== text) {
  console.error(
    'packages/engine/src/version.ts is out of date. Run `deno task engine-version`.',
  );
  process.exit(1);
}
