import { LayeredEnvironment } from './environment';
import { Interpreter } from './interpreter';
import type { Mode } from './mode';
import { locate, type ShellScript } from './script';
import { type Frame, ShellState, visibleEnvironment } from './state';
import type {
  CommandStep,
  Resolved,
  ShellEnvironment,
  UnknownScript,
} from './types';

/**
 * What a script starts with and who hears of it.
 *
 * @public
 */
export interface ScriptRun {
  cwd: Resolved;
  /** Variables of the container; the script writes to a copy. */
  env: ShellEnvironment;
  /** The words behind the script: `$1`, `$@`; none unless told. */
  args?: readonly Resolved[];
  /** Called for every simple command, in the order in which the shell runs them, before it has had its effect. */
  visit(step: CommandStep, env: ShellEnvironment): void;
  /** Called for every part that is not understood. */
  onUnknown(unknown: UnknownScript): void;
}

/**
 * Walks a script in the order in which a shell runs it and tells of every simple command: its words after expansion, the
 * folder it runs in, whether it certainly ran and succeeded in a build that went on. Functions, `eval`, `sh -c` and
 * substitutions are followed; branches that cannot be decided are `maybe`, and what they change is unknown behind them.
 *
 * Source of the shell's rules: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
 *
 * @example
 * ```ts
 * const seen = ['script'];
 * runScript(parseShellScript('cd /srv && git clone $URL app || exit 1; cd app; make'), {
 *   cwd: { known: true, value: '/' },
 *   env: { get: () => undefined, set: () => {}, unset: () => {} },
 *   visit: step => seen.push(`${step.words[0].raw} ${step.outcome}`),
 *   onUnknown: () => {},
 * });
 * expect(seen).toEqual(['script', 'cd succeeded', 'git succeeded', 'cd may-fail', 'make succeeded']);
 * ```
 *
 * @public
 */
export function runScript(script: ShellScript, run: ScriptRun): void {
  const end = script.text.length;
  if (!script.parsed.ok) {
    run.onUnknown({
      reason: script.parsed.reason,
      range: locate(script, 0, end),
    });
    return;
  }
  const state = new ShellState(
    new LayeredEnvironment(run.env),
    run.cwd,
    script.errexit,
    script.pipefail,
    new Map(),
    run.args ?? [],
  );
  const interpreter = new Interpreter(
    {
      step: (step, at) => run.visit(step, visibleEnvironment(at)),
      unknown: found => run.onUnknown(found),
    },
    script.braces,
  );
  const frame: Frame = {
    depth: 0,
    locate: (pos, stop) => locate(script, pos, stop),
  };
  const mode: Mode = {
    certain: true,
    must: true,
    guarded: false,
    pipeline: undefined,
    background: false,
  };
  interpreter.runList(script.parsed.script.commands, frame, state, mode);
  interpreter.runUncalled(state, mode);
}
