import { baseName, isWithin } from '../contents/paths';
import type { Place } from '../contents';
import type { Range } from '../verdict';
import type { Build } from './build';

/** Where something is that a stage does not have at a path. */
export type PlaceInstead =
  /** It was there until a command removed it. */
  | { kind: 'removed'; range: Range }
  /** Something of that name is elsewhere. */
  | { kind: 'path'; path: string }
  /** An installer makes its environment there only when it is told to: the variable with its value. */
  | { kind: 'setting'; setting: string; place: Place }
  /** The environment of the stage has another name. */
  | { kind: 'environment'; path: string };

const SETTINGS: Readonly<Record<string, string | undefined>> = {
  pipenv: 'PIPENV_VENV_IN_PROJECT=1',
  poetry: 'POETRY_VIRTUALENVS_IN_PROJECT=1',
};

/** Pipenv and Poetry make their environments in the home directory unless they are told otherwise. */
function inProject({ states }: Build, stage: number): PlaceInstead | undefined {
  const install = states[stage]?.installs.find(
    ({ target, tool }) =>
      SETTINGS[tool] !== undefined &&
      /\/virtualenvs\/project$/.test(target.environment?.path ?? ''),
  );
  if (!install) return undefined;
  const setting = SETTINGS[install.tool];
  return setting === undefined
    ? undefined
    : { kind: 'setting', setting, place: install.place };
}

/** Where a stage has what a COPY looks for at a path that is not there. */
export function placeInstead(
  build: Build,
  stage: number,
  path: string,
): PlaceInstead | undefined {
  const fs = build.states[stage]?.fs;
  const name = baseName(path);
  const gone = fs?.removed.find(({ entry }) => isWithin(entry.path, path));
  if (gone) return { kind: 'removed', range: gone.place.range };
  const near = fs?.entries.find(
    entry =>
      baseName(entry.path) === name || baseName(entry.path) === `.${name}`,
  );
  if (near) return { kind: 'path', path: near.path };
  const environment = fs?.entries.find(
    ({ content }) => content.kind === 'environment',
  );
  if (!environment || !/venv|env/.test(name)) return undefined;
  return (
    (/venv/.test(name) ? inProject(build, stage) : undefined) ?? {
      kind: 'environment',
      path: environment.path,
    }
  );
}
