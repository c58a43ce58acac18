import { has, textOf, type Arguments, valueOf } from '../../arguments';
import { isDevelopmentFile } from '../pip';
import { noteCache } from './cache';
import { environmentInForce, targetAt } from './environment';
import { chooseRuntime, systemPython } from './interpreter';
import { flagVariable, variable } from '../variables';
import { directoryOf } from '../../paths';
import {
  UNKNOWN_RUNTIME,
  environmentTarget,
  prefixTarget,
  recordInstall,
  systemTarget,
} from '../../python/installs';
import { environmentAt } from '../../python/lookup';
import { readRequested, testToolsIn } from '../../python/requirements';
import type { Call, StageState } from '../../stageState';
import type { InstallTarget, PythonRuntime } from '../../types';

function pipTarget(
  args: Arguments,
  call: Call,
  state: StageState,
): { target: InstallTarget; runtime: PythonRuntime } {
  const chosen = chooseRuntime(args, call, state);
  const runtime = chosen?.runtime ?? UNKNOWN_RUNTIME;
  const word = valueOf(args, '-t', '--target');
  if (word) {
    const path = state.resolve(call.step.cwd, word.text);
    return {
      runtime,
      target: {
        scheme: 'target',
        packages: path.known ? path.value : undefined,
        scripts: path.known ? `${path.value}/bin` : undefined,
        environment: undefined,
      },
    };
  }
  const prefix = valueOf(args, '--prefix');
  if (prefix) {
    const path = state.resolve(call.step.cwd, prefix.text);
    return {
      runtime,
      target: path.known
        ? prefixTarget('prefix', path.value, runtime)
        : systemTarget(UNKNOWN_RUNTIME),
    };
  }
  const onSystem =
    has(args, '--system') || flagVariable(call, 'UV_SYSTEM_PYTHON');
  const request =
    textOf(valueOf(args, '-p', '--python')) ?? variable(call, 'UV_PYTHON');
  if (!onSystem && request?.includes('/')) {
    const asEnvironment =
      environmentAt(state, request) ??
      environmentAt(state, directoryOf(directoryOf(request)));
    if (asEnvironment)
      return {
        target: environmentTarget(asEnvironment),
        runtime: asEnvironment.runtime,
      };
  }
  if (!onSystem && !request) {
    const active = variable(call, 'VIRTUAL_ENV');
    const environment = environmentInForce(active, call, state);
    if (environment)
      return {
        target: environmentTarget(environment),
        runtime: environment.runtime,
      };
    if (active) return { runtime, target: targetAt(active, undefined) };
  }
  const python = onSystem ? systemPython(call, state) : runtime;
  return { target: systemTarget(python), runtime: python };
}

const CONSTRAINT_VARIABLES = [
  'UV_CONSTRAINT',
  'UV_OVERRIDE',
  'UV_BUILD_CONSTRAINT',
];

export function pipInstall(
  args: Arguments,
  call: Call,
  state: StageState,
  isSync: boolean,
): void {
  const requested = readRequested(
    isSync ? { ...args, operands: [] } : args,
    call,
    state,
    CONSTRAINT_VARIABLES,
  );
  const files = isSync
    ? args.operands
        .map(word => state.resolve(call.step.cwd, word.text))
        .flatMap(path => (path.known ? [path.value] : []))
    : [];
  const { target, runtime } = pipTarget(args, call, state);
  const requirements = [...requested.requirements, ...files];
  recordInstall(state, call, {
    tool: 'uv',
    distributions: requested.distributions,
    requirements,
    projects: requested.projects,
    editable: requested.editable,
    unpinned: requested.unpinned,
    offline: has(args, '--no-index') || flagVariable(call, 'UV_NO_INDEX'),
    constraints: requested.constraints,
    complete: requested.complete && !args.unclear && files.length === 0,
    target,
    runtime,
    development:
      testToolsIn(requested.distributions).length > 0 ||
      requirements.some(isDevelopmentFile)
        ? 'yes'
        : 'no',
    bytecode:
      has(args, '--compile-bytecode', '--compile') ||
      flagVariable(call, 'UV_COMPILE_BYTECODE'),
  });
  noteCache(args, call, state);
}
