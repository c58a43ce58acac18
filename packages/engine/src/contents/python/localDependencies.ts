import { readGlob } from '../globs';
import { directoryOf, joinPath, relativeTo, resolvePath } from '../paths';
import type { StageState } from '../stageState';
import { contextPathAt, stringsOf, tableOf, textAt } from './manifests';
import { nameOfRequirement, normaliseName } from './requirements';

/** A dependency that is a folder of the same repository. */
export interface LocalDependency {
  /** Directory in the stage. */
  path: string;
  /** Only a link to it is installed, unless the command says otherwise. */
  editable: boolean;
}

/** Inline tables of a TOML table: `core = { path = "../core", develop = true }`. */
function inlineTables(table: string): { name: string; value: string }[] {
  return [...table.matchAll(/^\s*["']?([\w.-]+)["']?\s*=\s*\{([^}]*)\}/gm)].map(
    ([, name, value]) => ({ name: normaliseName(name), value }),
  );
}

function pathIn(value: string): string | undefined {
  return value.match(/\bpath\s*=\s*["']([^"']+)["']/)?.[1];
}

function isTrue(value: string, key: string): boolean {
  return new RegExp(`\\b${key}\\s*=\\s*true\\b`).test(value);
}

/** Names of a project's own dependencies. */
function dependenciesOf(text: string): string[] {
  return stringsOf(tableOf(text, 'project'), 'dependencies').flatMap(
    item => nameOfRequirement(item) ?? [],
  );
}

/** Folders of the members of a uv workspace, by the name of their project. */
function membersOf(
  state: StageState,
  project: string,
  text: string,
): Map<string, { path: string; text: string }> {
  const root = contextPathAt(state, joinPath(project, 'pyproject.toml'));
  const found = new Map<string, { path: string; text: string }>();
  if (root === undefined) return found;
  const folder = directoryOf(`/${root}`);
  const patterns = stringsOf(tableOf(text, 'tool.uv.workspace'), 'members').map(
    pattern => readGlob(resolvePath(folder, pattern)),
  );
  for (const [file, manifest] of Object.entries(
    state.context.context.manifests ?? {},
  )) {
    const at = directoryOf(`/${file}`);
    if (!file.endsWith('pyproject.toml') || !patterns.some(test => test(at)))
      continue;
    const name = tableOf(manifest, 'project').match(
      /^\s*name\s*=\s*["']([^"']+)["']/m,
    )?.[1];
    if (name)
      found.set(normaliseName(name), {
        path: joinPath(project, relativeTo(at, folder)),
        text: manifest,
      });
  }
  return found;
}

/** Members of the workspace that a project depends on, and those that they depend on. */
function workspaceDependencies(
  state: StageState,
  project: string,
  text: string,
): LocalDependency[] {
  const members = membersOf(state, project, text);
  const seen = new Set<string>();
  const queue = dependenciesOf(text);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const member = members.get(name);
    if (!member || seen.has(name)) continue;
    seen.add(name);
    queue.push(...dependenciesOf(member.text));
  }
  return [...seen].flatMap(name => {
    const member = members.get(name);
    return member ? [{ path: member.path, editable: true }] : [];
  });
}

/** Folders that `uv sync` installs besides the project. */
export function uvDependencies(
  state: StageState,
  project: string,
): LocalDependency[] {
  const text = textAt(state, joinPath(project, 'pyproject.toml'));
  if (text === undefined) return [];
  const wanted = new Set(dependenciesOf(text));
  const sources = inlineTables(tableOf(text, 'tool.uv.sources')).filter(
    ({ name }) => wanted.has(name),
  );
  return [
    ...workspaceDependencies(state, project, text),
    ...sources.flatMap(({ value }) => {
      const path = pathIn(value);
      return path === undefined
        ? []
        : [
            {
              path: resolvePath(project, path),
              editable: isTrue(value, 'editable'),
            },
          ];
    }),
  ];
}

/** Folders that `poetry install` installs besides the project: `{ path = "…", develop = true }`. */
export function poetryDependencies(
  state: StageState,
  project: string,
): LocalDependency[] {
  const text = textAt(state, joinPath(project, 'pyproject.toml'));
  if (text === undefined) return [];
  return inlineTables(tableOf(text, 'tool.poetry.dependencies')).flatMap(
    ({ value }) => {
      const path = pathIn(value);
      return path === undefined || /\b(?:optional|markers)\b/.test(value)
        ? []
        : [
            {
              path: resolvePath(project, path),
              editable: isTrue(value, 'develop'),
            },
          ];
    },
  );
}

/** Folders that PDM links to: `"-e file:///${PROJECT_ROOT}/lib#egg=lib"`. */
export function pdmDependencies(
  state: StageState,
  project: string,
): LocalDependency[] {
  const text = textAt(state, joinPath(project, 'pyproject.toml')) ?? '';
  return [
    ...text.matchAll(/["']-e\s+file:\/\/\/\$\{PROJECT_ROOT\}\/([^"'#]+)/g),
  ].map(([, path]) => ({ path: resolvePath(project, path), editable: true }));
}

/** Folders that a file of requirements links to: `-e ./lib`; pip resolves them from the working directory. */
export function editableLines(text: string, cwd: string): string[] {
  return [
    ...text.matchAll(/^\s*(?:-e|--editable)(?:\s+|=)([^\s#;]+)/gm),
  ].flatMap(([, target]) =>
    /^(?:git|hg|svn|bzr)\+|^\w+:\/\/(?!\/)/.test(target)
      ? []
      : [
          resolvePath(
            cwd,
            target.replace(/^file:(?:\/\/)?/, '').replace(/\[[^\]]*\]$/, ''),
          ),
        ],
  );
}
