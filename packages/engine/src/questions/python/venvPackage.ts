import { textOf } from '../../contents/arguments';
import { PYTHON } from '../../contents/commands/python';
import { pythonOf, runtimeFound } from '../../contents/python/lookup';
import type { Call, StageState } from '../../contents/stageState';
import { LEAF_PACKAGES } from '../../facts/buildPrograms';

/** Packages of Python that do not bring python3-venv (dependencies in the index of Debian 13). */
const WITHOUT_VENV =
  /^(?:python3?(?:[.\d]*)(?:-(?:pip|dev|minimal|setuptools|wheel|distutils))?|build-essential)$/;

/**
 * Whether `python3 -m venv` certainly fails on Debian or Ubuntu, where the module that gives an environment its pip is in a package
 * of its own.
 */
export function lacksVenv(call: Call, state: StageState): boolean {
  const words = call.args.map(word => textOf(word) ?? '?');
  if (
    !PYTHON.test(call.name) ||
    words[0] !== '-m' ||
    words[1] !== 'venv' ||
    words.some(word => /^(?:\?|-h|--help|--without-pip)$/.test(word)) ||
    state.image?.packageManager !== 'apt' ||
    call.before.doubt
  )
    return false;
  const installed = state.packages
    .slice(0, call.before.packages)
    .filter(({ action }) => action === 'install');
  return (
    runtimeFound(pythonOf(call, state))?.vendor === 'distribution' &&
    installed.length > 0 &&
    installed.every(
      ({ complete, names }) =>
        complete &&
        names.every(
          name => WITHOUT_VENV.test(name) || LEAF_PACKAGES.test(name),
        ),
    )
  );
}
