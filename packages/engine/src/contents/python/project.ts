import { isWithin, relativeTo } from '../paths';
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

/** Path in the build context of a file that stands at `path` in the stage. */
function contextPathOf(state: StageState, path: string): string | undefined {
  for (const { path: at, content } of state.fs.entries) {
    if (content.kind !== 'context' || !isWithin(path, at)) continue;
    const below = relativeTo(path, at);
    const source = content.source === '.' ? '' : content.source;
    return [source, below].filter(Boolean).join('/');
  }
  return undefined;
}

/** Reads the pyproject.toml of a directory, if its text is known. */
export function projectFacts(
  state: StageState,
  directory: string,
): ProjectFacts {
  const { context } = state;
  const inContext = contextPathOf(state, `${directory}/pyproject.toml`);
  const text =
    context.manifest(inContext ?? 'pyproject.toml') ??
    (inContext === undefined ? undefined : context.manifest('pyproject.toml'));
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
