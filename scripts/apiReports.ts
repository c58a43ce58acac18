/**
 * Writes the API reports of the published packages; with `--check` it fails when one is not up to date. Needs the declarations of
 * `tsc` in dist-types.
 */
import { join, relative } from 'node:path';
import { publishedPackages } from './packages/workspace';
import { deno, npmProgram, root } from './run';

/** The engine names types of its floors that it does not export; a command has no API. */
const WITH_WARNINGS = 'packages/engine';
/** The docs of parameters are the business of the linter, and sources of the engine stand in for its declarations here. */
const OMITTED = ['ae-undocumented', 'ae-wrong-input-file-type'];

const folders = publishedPackages()
  .filter(({ manifest }) => manifest.bin === undefined)
  .map(({ folder }) => relative(root, folder));
const status = deno(
  npmProgram(
    '@backstage/repo-tools/bin/backstage-repo-tools',
    'api-reports',
    ...folders,
    '--allow-warnings',
    WITH_WARNINGS,
    '--omit-messages',
    OMITTED.join(),
    ...(process.argv.includes('--check') ? ['--ci'] : []),
  ),
  { cwd: join(root) },
);
if (status !== 0)
  console.error(
    'The API of a package has changed. Run `deno task api-reports`, look at what changed, and commit it.',
  );
process.exit(status);
