/**
 * Builds the documentation as a TechDocs site, with links that lead nowhere as errors, into the folder from which a portal with the
 * publisher `local` serves it. Needs uv. `--optional` skips it where there is none.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run';
import { portalPlace } from './start/checks';

const TECHDOCS = 'mkdocs-techdocs-core==1.7.1';
/** Where the publisher `local` looks for the site of the entity in catalog-info.yaml. */
const ENTITY = 'default/system/dockerfile-scorecard';

const target = join(portalPlace().data, 'techdocs', ENTITY);
const { status, error } = spawnSync(
  'uvx',
  [
    ...['--with', TECHDOCS, 'mkdocs', 'build', '--strict', '--quiet'],
    ...['--config-file', join(root, 'mkdocs.yml'), '--site-dir', target],
  ],
  { stdio: 'inherit' },
);
// 127: a version manager of Python has a command of that name, but no uv behind it
if (error || status === 127) {
  const isOptional = process.argv.includes('--optional');
  console.error(
    `${
      isOptional ? 'SKIPPED: ' : ''
    }The documentation needs uv (pipx install uv).`,
  );
  process.exit(isOptional ? 0 : 1);
}
if (status !== 0) process.exit(status ?? 1);
const files = readdirSync(target, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => join(entry.parentPath, entry.name).slice(target.length + 1));
// what Backstage's own generator adds to the site of MkDocs
writeFileSync(
  join(target, 'techdocs_metadata.json'),
  JSON.stringify({
    site_name: 'Dockerfile Scorecard',
    site_description: 'Scorecards for the Dockerfiles of every service',
    build_timestamp: Date.now(),
    files,
  }),
);
console.log(`${files.length} files of documentation in ${target}.`);
