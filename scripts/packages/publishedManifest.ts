/** The package.json that goes into a tarball. */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../run';
import {
  type Manifest,
  readManifest,
  type WorkspacePackage,
} from './workspace';

/** What only this repository has a use for. `jest` would be read by the tests of whoever installs the package. */
const OURS_ALONE = ['jest', 'scripts', 'devDependencies'] as const;

/** Where the repository is, said once, in the package.json at its root. */
function origin(folder: string) {
  const { repository, homepage, bugs } = readManifest(root);
  return {
    homepage,
    bugs,
    repository: {
      ...(repository as Record<string, unknown>),
      directory: relative(root, folder),
    },
  };
}

/** TypeScript takes the first condition that fits, so `types` has to be the first. */
function withTypesFirst(
  exports: Record<string, unknown> | undefined,
): Record<string, unknown> | undefined {
  if (!exports) return undefined;
  return Object.fromEntries(
    Object.entries(exports).map(([mount, value]) => {
      if (typeof value !== 'object' || value === null || !('types' in value))
        return [mount, value];
      const { types, ...others } = value;
      return [mount, { types, ...others }];
    }),
  );
}

function withVersions(
  dependencies: Record<string, string> | undefined,
  packages: readonly WorkspacePackage[],
): Record<string, string> | undefined {
  if (!dependencies) return undefined;
  return Object.fromEntries(
    Object.entries(dependencies).map(([name, range]) => {
      if (!range.startsWith('workspace:')) return [name, range];
      const other = packages.find(({ manifest }) => manifest.name === name);
      if (!other) throw new Error(`${name} is not published`);
      return [
        name,
        range.replace(/^workspace:([~^]?).*/, `$1${other.manifest.version}`),
      ];
    }),
  );
}

/** @param packed - as Backstage packs it, with entry points in `dist` */
export function publishedManifest(
  packed: Manifest,
  folder: string,
  packages: readonly WorkspacePackage[],
): Manifest {
  const manifest: Manifest = { ...packed, ...origin(folder) };
  for (const key of OURS_ALONE) delete manifest[key];
  // the entry points in it have taken their places by now
  manifest.publishConfig = { access: 'public' };
  const exports = withTypesFirst(manifest.exports);
  if (exports) manifest.exports = exports;
  for (const key of ['dependencies', 'peerDependencies'] as const) {
    const versions = withVersions(manifest[key], packages);
    if (versions) manifest[key] = versions;
  }
  return manifest;
}

function* pathsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) yield* pathsIn(part);
}

/** What is wrong with a package that is ready to be packed; each a sentence. */
export function problemsOf(manifest: Manifest, folder: string): string[] {
  const { main, module, types, bin, exports, files, configSchema } = manifest;
  const features = new Set([
    '@backstage/FrontendPlugin',
    '@backstage/BackendFeature',
  ]);
  const missing = [
    ...pathsIn({ main, module, types, bin, configSchema, files }),
    ...[...pathsIn(exports)].filter(path => !features.has(path)),
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
  ]
    .filter(path => !existsSync(join(folder, path)))
    .map(path => `package.json names ${path}, which is not in the package`);
  const required = [
    'description',
    'license',
    'repository',
    'homepage',
    'bugs',
    'keywords',
    'engines',
  ];
  return [
    ...missing,
    ...required
      .filter(key => manifest[key] === undefined)
      .map(key => `package.json has no ${key}`),
    ...Object.entries({
      ...manifest.dependencies,
      ...manifest.peerDependencies,
    })
      .filter(([, range]) => range.includes(':'))
      .map(([name, range]) => `${name} is asked for as ${range}`),
  ];
}
