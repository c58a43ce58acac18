/** Packages that have tests, with their test files. */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../run';

export interface TestedPackage {
  /** For example `packages/engine`; `scripts` for the scripts, which Deno tests. */
  name: string;
  /** Absolute; undefined for the scripts. */
  folder: string | undefined;
  /** Relative to the root of the repository. */
  files: readonly string[];
}

function testFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.test\.tsx?$/.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .filter(path => !path.includes('node_modules'))
    .sort();
}

export function testedPackages(): TestedPackage[] {
  const packages = ['packages', 'plugins'].flatMap(group =>
    readdirSync(join(root, group)).map(name => {
      const folder = join(root, group, name);
      return {
        name: `${group}/${name}`,
        folder,
        files: testFiles(join(folder, 'src')),
      };
    }),
  );
  const scripts = {
    name: 'scripts',
    folder: undefined,
    files: testFiles(join(root, 'scripts')),
  };
  return [scripts, ...packages].filter(({ files }) => files.length > 0);
}
