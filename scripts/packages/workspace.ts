/** The packages of this repository that are published. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run';

/** A package.json as far as publishing is concerned with it. */
export interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  description?: string;
  main?: string;
  module?: string;
  types?: string;
  bin?: Record<string, string>;
  exports?: Record<string, unknown>;
  files?: string[];
  configSchema?: string;
  typesVersions?: Record<string, Record<string, string[]>>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  scripts?: Record<string, string>;
  jest?: unknown;
  [other: string]: unknown;
}

/** A package and where its sources are. */
export interface WorkspacePackage {
  /** Absolute. */
  folder: string;
  manifest: Manifest;
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** Those that others depend on come first, which is the order for publishing. */
export function publishedPackages(): WorkspacePackage[] {
  const packages = ['packages', 'plugins']
    .flatMap(group =>
      readdirSync(join(root, group)).map(name => join(root, group, name)),
    )
    .filter(folder => existsSync(join(folder, 'package.json')))
    .map(folder => ({ folder, manifest: readManifest(folder) }))
    .filter(({ manifest }) => !manifest.private);
  const ordered: WorkspacePackage[] = [];
  const add = (one: WorkspacePackage) => {
    if (ordered.includes(one)) return;
    for (const name of Object.keys(one.manifest.dependencies ?? {})) {
      const other = packages.find(({ manifest }) => manifest.name === name);
      if (other) add(other);
    }
    ordered.push(one);
  };
  packages.forEach(add);
  return ordered;
}
