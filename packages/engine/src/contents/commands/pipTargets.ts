import type { ShellWord } from '../../shell/types';
import { textOf, type Arguments, valueOf, valuesOf } from '../arguments';
import { variable } from './variables';
import { prefixTarget } from '../python/installs';
import { libraryName, scriptsOf, sitePackagesOf } from '../python/runtime';
import type { Call, StageState } from '../stageState';
import type { InstallTarget, PythonRuntime } from '../types';

/** `--install-option="--prefix=DIR"`, as pip took it before version 23. */
function installOptionPrefix(args: Arguments): ShellWord | undefined {
  for (const word of valuesOf(args, '--install-option', '--global-option')) {
    const text = textOf(word);
    if (text?.startsWith('--prefix='))
      return {
        ...word,
        text: { known: true, value: text.slice('--prefix='.length) },
      };
  }
  return undefined;
}

export function explicitTarget(
  args: Arguments,
  call: Call,
  state: StageState,
  runtime: PythonRuntime,
): InstallTarget | undefined {
  const directory = (
    word: ReturnType<typeof valueOf>,
    fallback: string | undefined,
  ) => {
    const text =
      word?.text ??
      (fallback ? { known: true as const, value: fallback } : undefined);
    return text && state.resolve(call.step.cwd, text);
  };
  const target = directory(
    valueOf(args, '-t', '--target'),
    variable(call, 'PIP_TARGET'),
  );
  if (target) {
    return {
      scheme: 'target',
      packages: target.known ? target.value : undefined,
      scripts: target.known ? `${target.value}/bin` : undefined,
      environment: undefined,
    };
  }
  const prefix = directory(
    valueOf(args, '--prefix') ?? installOptionPrefix(args),
    variable(call, 'PIP_PREFIX'),
  );
  if (prefix) {
    return prefix.known
      ? prefixTarget('prefix', prefix.value, runtime)
      : {
          scheme: 'prefix',
          packages: undefined,
          scripts: undefined,
          environment: undefined,
        };
  }
  const root = directory(valueOf(args, '--root'), undefined);
  if (root) {
    return {
      scheme: 'root',
      packages: root.known
        ? `${root.value}${sitePackagesOf(runtime)}`
        : undefined,
      scripts: root.known ? `${root.value}${scriptsOf(runtime)}` : undefined,
      environment: undefined,
    };
  }
  return undefined;
}

export function userTarget(
  call: Call,
  state: StageState,
  runtime: PythonRuntime,
): InstallTarget {
  const base = variable(call, 'PYTHONUSERBASE');
  const home = state.home(call.env);
  if (base) return prefixTarget('user', base, runtime);
  return home.known
    ? prefixTarget(
        'user',
        `${home.value === '/' ? '' : home.value}/.local`,
        runtime,
      )
    : {
        scheme: 'user',
        packages: undefined,
        scripts: undefined,
        environment: undefined,
      };
}

/** Directory of the modules of a project-local `__pypackages__`. */
export function pypackagesTarget(
  directory: string,
  runtime: PythonRuntime,
): InstallTarget {
  const minor = runtime.minor ?? libraryName(undefined).replace('python', '');
  const base = `${directory}/__pypackages__/${minor}`;
  return {
    scheme: 'target',
    packages: `${base}/lib`,
    scripts: `${base}/bin`,
    environment: undefined,
  };
}
