/**
 * Writes the API reports of the published packages; with `--check` it fails when one is not up to date. Needs the declarations of
 * `tsc` in dist-types.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { publishedPackages } from './packages/workspace';
import { deno, npmProgram, root } from './run';

/** The engine names types of its floors that it does not export; a command has no API. */
const WITH_WARNINGS = 'packages/engine';
/** The docs of parameters are the business of the linter, and sources of the engine stand in for its declarations here. */
const OMITTED = ['ae-undocumented', 'ae-wrong-input-file-type'];

const folders = publishedPackages()
  .filter(({ manifest }) => manifest.bin === undefined)
  .map(({ folder }) => folder);

/** Text of each report by its path. */
function readReports(): Map<string, string> {
  return new Map(
    folders
      .flatMap(folder =>
        readdirSync(folder)
          .filter(name => /^report.*\.api\.md$/.test(name))
          .map(name => join(folder, name)),
      )
      .map(path => [path, readFileSync(path, 'utf8')]),
  );
}

function writeReports(): number {
  return deno(
    npmProgram(
      '@backstage/repo-tools/bin/backstage-repo-tools',
      'api-reports',
      ...folders.map(folder => relative(root, folder)),
      '--allow-warnings',
      WITH_WARNINGS,
      '--omit-messages',
      OMITTED.join(),
    ),
  );
}

/**
 * The words of a report in a fixed order: in which order TypeScript prints the members of a union depends on what it has read
 * before, so an edit elsewhere moves them; so does one above a place that a warning names.
 */
function wordsOf(text: string | undefined): string {
  const words = text?.replaceAll(/:\d+:\d+/g, '').match(/\w+/g);
  return (words ?? []).sort().join(' ');
}

const committed = readReports();
const status = writeReports();
if (status !== 0 || !process.argv.includes('--check')) process.exit(status);
const written = readReports();
const changed = [...new Set([...committed.keys(), ...written.keys()])].filter(
  path => wordsOf(committed.get(path)) !== wordsOf(written.get(path)),
);
for (const [path, text] of committed)
  if (existsSync(path)) writeFileSync(path, text);
for (const path of changed)
  console.error(`${relative(root, path)} is not up to date.`);
if (changed.length > 0)
  console.error(
    'The API of a package has changed. Run `deno task api-reports`, look at what changed, and commit it.',
  );
process.exit(changed.length > 0 ? 1 : 0);
