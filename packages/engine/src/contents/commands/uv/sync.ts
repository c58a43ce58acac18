import { has, textOf, type Arguments, valueOf } from '../../arguments';
import { noteCache } from './cache';
import {
  ensureEnvironment,
  projectDirectory,
  projectEnvironment,
  targetAt,
} from './environment';
import { flagVariable } from '../variables';
import { joinPath } from '../../paths';
import { writeLock } from '../projects';
import {
  UNKNOWN_RUNTIME,
  recordInstall,
  systemTarget,
} from '../../python/installs';
import { lookUpPython } from '../../python/lookup';
import { uvDependencies } from '../../python/localDependencies';
import { projectFacts } from '../../python/project';
import type { Call, StageState } from '../../stageState';

function developmentOf(
  args: Arguments,
  call: Call,
  project: string,
  state: StageState,
): 'yes' | 'no' | 'unknown' {
  if (
    has(args, '--no-dev', '--no-default-groups', '--only-group') ||
    flagVariable(call, 'UV_NO_DEV', 'UV_NO_DEFAULT_GROUPS')
  )
    return 'no';
  if (textOf(valueOf(args, '--no-group')) === 'dev') return 'no';
  const { developmentGroup } = projectFacts(state, project);
  return developmentGroup === false ? 'no' : 'yes';
}

export function sync(args: Arguments, call: Call, state: StageState): void {
  const project = projectDirectory(args, call, state);
  const path = project && projectEnvironment(project, args, call);
  if (!project || !path) {
    state.taint(
      '/',
      'the directory that uv syncs is not known',
      call.place,
      true,
    );
    return;
  }
  const systemRuntime = lookUpPython(state, 'python3', call.env.get('PATH'));
  const onSystem =
    systemRuntime.kind === 'runtime' && systemRuntime.runtime.prefix === path;
  const environment = onSystem
    ? undefined
    : ensureEnvironment(path, args, call, state);
  const target = onSystem
    ? systemTarget(systemRuntime.runtime)
    : targetAt(path, environment);
  if (!onSystem && !environment) {
    state.add(path, 'tree', { kind: 'made', by: 'uv sync' }, call.place);
  }
  const skipsProject =
    has(
      args,
      '--no-install-project',
      '--no-install-workspace',
      '--no-install-local',
    ) || flagVariable(call, 'UV_NO_INSTALL_PROJECT', 'UV_NO_INSTALL_WORKSPACE');
  const isPackage = projectFacts(state, project).isPackage;
  const installsProject = !skipsProject && isPackage !== false;
  const skipsLocal =
    has(args, '--no-install-workspace', '--no-install-local') ||
    flagVariable(call, 'UV_NO_INSTALL_WORKSPACE', 'UV_NO_INSTALL_LOCAL');
  const linked = uvDependencies(state, project)
    .filter(({ editable }) => editable)
    .map(({ path: folder }) => folder);
  const isEditable =
    !has(args, '--no-editable') && !flagVariable(call, 'UV_NO_EDITABLE');
  const lock = joinPath(project, 'uv.lock');
  const needsLock =
    has(args, '--locked', '--frozen') ||
    flagVariable(call, 'UV_LOCKED', 'UV_FROZEN');
  recordInstall(state, call, {
    tool: 'uv',
    distributions: [],
    requirements: [lock],
    projects: installsProject && !isEditable ? [project] : [],
    editable: [
      ...(installsProject && isEditable ? [project] : []),
      ...(isEditable && !skipsLocal ? linked : []),
    ],
    complete: false,
    needsLock,
    target,
    runtime:
      environment?.runtime ??
      (systemRuntime.kind === 'runtime'
        ? systemRuntime.runtime
        : UNKNOWN_RUNTIME),
    development: developmentOf(args, call, project, state),
    bytecode:
      has(args, '--compile-bytecode', '--compile') ||
      flagVariable(call, 'UV_COMPILE_BYTECODE'),
  });
  if (!needsLock) writeLock(lock, call, state);
  noteCache(args, call, state);
}
