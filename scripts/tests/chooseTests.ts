/** Which tests the words behind `deno task test` ask for. */
import { resolve } from 'node:path';
import { root } from '../run';
import type { TestedPackage } from './testedPackages';

export interface TestRun {
  name: string;
  folder: string | undefined;
  /** For jest, or for `deno test`. */
  args: readonly string[];
  /** How many files are run; undefined when jest decides. */
  files: number | undefined;
}

export interface Choice {
  runs: TestRun[];
  /** Words that match nothing. */
  unknown: string[];
}

/** Jest takes patterns; a dot or a bracket in a path is meant as it is. */
function asPattern(path: string): string {
  return path.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}

function runOf(
  { name, folder, files: all }: TestedPackage,
  files: readonly string[],
  forJest: readonly string[],
): TestRun {
  const some = files.length < all.length;
  const paths = files.map(path => resolve(root, path));
  if (folder === undefined)
    return { name, folder, args: paths, files: files.length };
  return {
    name,
    folder,
    args: [...(some ? paths.map(asPattern) : []), ...forJest],
    files: forJest.length > 0 ? undefined : files.length,
  };
}

export function chooseTests(
  args: readonly string[],
  packages: readonly TestedPackage[],
): Choice {
  const separator = args.indexOf('--');
  const words = separator < 0 ? args : args.slice(0, separator);
  const forJest = separator < 0 ? [] : args.slice(separator + 1);
  if (words.length === 0) {
    const tested = packages.filter(
      // what is meant for jest would mean something else to Deno
      ({ folder }) => folder !== undefined || forJest.length === 0,
    );
    return {
      runs: tested.map(one => runOf(one, one.files, forJest)),
      unknown: [],
    };
  }
  const unknown = new Set(words);
  const runs: TestRun[] = [];
  for (const one of packages) {
    const named = words.filter(word => one.name.endsWith(word));
    const byFile = words.filter(
      word => named.length === 0 && one.files.some(file => file.includes(word)),
    );
    [...named, ...byFile].forEach(word => unknown.delete(word));
    const files =
      named.length > 0
        ? one.files
        : one.files.filter(file => byFile.some(word => file.includes(word)));
    if (files.length > 0) runs.push(runOf(one, files, forJest));
  }
  return { runs, unknown: [...unknown] };
}
