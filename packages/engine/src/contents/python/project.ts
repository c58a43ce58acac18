import { joinPath } from '../paths';
import { textAt } from './manifests';
import type { StageState } from '../stageState';

/** What a pyproject.toml tells; undefined: not known. */
export interface ProjectFacts {
  /** It has a build system, so installers install the project itself. */
  isPackage: boolean | undefined;
  /** It has a `dev` dependency group. */
  developmentGroup: boolean | undefined;
  /** Distribution name as written. */
  name: string | undefined;
}

const UNKNOWN: ProjectFacts = {
  isPackage: undefined,
  developmentGroup: undefined,
  name: undefined,
};

/** Reads the pyproject.toml of a directory, if its text is known. */
export function projectFacts(
  state: StageState,
  directory: string,
): ProjectFacts {
  const text = textAt(state, joinPath(directory, 'pyproject.toml'));
  if (text === undefined) return UNKNOWN;
  const tables = new Set(
    [...text.matchAll(/^\s*\[+\s*([^\]]+?)\s*\]+/gm)].map(match => match[1]),
  );
  return {
    isPackage:
      tables.has('build-system') || /^\s*package\s*=\s*true/m.test(text),
    developmentGroup:
      /^\s*dev\s*=\s*\[/m.test(
        text.slice(Math.max(0, text.indexOf('[dependency-groups]'))),
      ) && tables.has('dependency-groups')
        ? true
        : /^\s*dev-dependencies\s*=/m.test(text),
    name: text.match(/^\s*name\s*=\s*["']([^"']+)["']/m)?.[1],
  };
}
