import { known, unknown } from './environment';
import { applyOption, type ShellCall } from './interpreters';
import { resolvePath } from './paths';
import { parameterOf, type ShellState } from './state';
import type { CommandStep, Resolved, ShellWord } from './types';

type Builtin = (
  state: ShellState,
  args: readonly ShellWord[],
  step: CommandStep,
) => void;

function textOf(word: ShellWord | undefined): string | undefined {
  return word?.text.known ? word.text.value : undefined;
}

/** The arguments behind the options. */
function operands(args: readonly ShellWord[]): readonly ShellWord[] {
  const first = args.findIndex(word => {
    const text = textOf(word);
    return text === undefined || !/^-./.test(text) || text === '--';
  });
  if (first < 0) {
    return [];
  }
  return args.slice(textOf(args[first]) === '--' ? first + 1 : first);
}

function changeDirectory(state: ShellState, cwd: Resolved): void {
  state.env.set('OLDPWD', state.cwd);
  state.cwd = cwd;
}

const cd: Builtin = (state, args) => {
  const [target] = operands(args);
  if (target === undefined) {
    const home = parameterOf(state, 'HOME') ?? unknown('HOME is not set');
    changeDirectory(state, resolvePath(state.cwd, home));
  } else if (textOf(target) === '-') {
    changeDirectory(
      state,
      state.env.get('OLDPWD') ?? unknown('OLDPWD is not set'),
    );
  } else if (target.glob) {
    changeDirectory(state, unknown(`${target.raw} depends on the files there`));
  } else if (textOf(target) !== '') {
    changeDirectory(state, resolvePath(state.cwd, target.text));
  }
};

const pushd: Builtin = (state, args, step) => {
  const before = state.cwd;
  cd(state, args, step);
  state.directories.push(before);
};

const popd: Builtin = state => {
  changeDirectory(
    state,
    state.directories.pop() ?? unknown('popd without a known pushd'),
  );
};

/** `export A=b`, where the shell has not already read `A=b` as an assignment. */
const declare: Builtin = (state, args) => {
  for (const word of args) {
    const text = word.text.known ? word.text.value : word.text.prefix;
    const match = /^([A-Za-z_]\w*)(\+?)=([^]*)$/.exec(text);
    if (match !== null) {
      const value: Resolved = word.text.known
        ? known(match[3])
        : unknown(word.text.reason, match[3]);
      state.env.set(
        match[1],
        match[2] === '' ? value : unknown(`${match[1]} is appended to`),
      );
    }
  }
};

const local: Builtin = (state, args, step) => {
  const hidden = state.hidden.at(-1);
  const names = [
    ...step.assignments.map(assignment => assignment.name),
    ...args.map(word => /^[A-Za-z_]\w*/.exec(textOf(word) ?? '')?.[0] ?? ''),
  ];
  for (const name of names) {
    if (name !== '' && hidden !== undefined && !hidden.has(name)) {
      hidden.set(name, state.env.get(name));
    }
  }
  declare(state, args, step);
};

const unset: Builtin = (state, args) => {
  for (const word of operands(args)) {
    const name = textOf(word);
    if (name !== undefined) {
      state.env.unset(name);
      state.functions.delete(name);
    }
  }
};

const set: Builtin = (state, args) => {
  for (let index = 0; index < args.length; index++) {
    const text = textOf(args[index]);
    if (text === undefined || text === '--' || !/^[-+]/.test(text)) {
      const rest = args.slice(text === '--' ? index + 1 : index);
      state.positional = rest.every(word => !word.glob && word.text.known)
        ? rest.map(word => word.text)
        : undefined;
      return;
    }
    const on = text.startsWith('-');
    const options: ShellCall['options'] = {};
    if (text.includes('e')) {
      options.errexit = on;
    }
    if (text.endsWith('o')) {
      applyOption(options, textOf(args[++index]), on);
    }
    state.errexit = options.errexit ?? state.errexit;
    state.pipefail = options.pipefail ?? state.pipefail;
  }
};

const shift: Builtin = (state, args) => {
  const count = args.length === 0 ? 1 : Number(textOf(args[0]) ?? NaN);
  state.positional = Number.isInteger(count)
    ? state.positional?.slice(count)
    : undefined;
};

/** Variables that take what only the running shell knows. */
const read: Builtin = (state, args) => {
  for (const word of operands(args)) {
    const name = textOf(word);
    if (name !== undefined && /^[A-Za-z_]\w*$/.test(name)) {
      state.env.set(name, unknown(`${name} is read from input`));
    }
  }
};

const exit: Builtin = (state, args) => {
  const code = textOf(args[0]);
  const certain = !state.doubtful;
  state.failed = certain && code !== undefined && /^[1-9]\d*$/.test(code);
  state.exited = certain ? 'yes' : 'maybe';
};

function jump(kind: 'break' | 'continue' | 'return'): Builtin {
  return state => {
    state.jumped = state.doubtful ? 'maybe' : 'yes';
    state.jump = kind;
  };
}

const BUILTINS: ReadonlyMap<string, Builtin> = new Map([
  ['cd', cd],
  ['chdir', cd],
  ['pushd', pushd],
  ['popd', popd],
  ['export', declare],
  ['readonly', declare],
  ['declare', declare],
  ['typeset', declare],
  ['local', local],
  ['unset', unset],
  ['set', set],
  ['shift', shift],
  ['read', read],
  ['mapfile', read],
  ['readarray', read],
  ['exit', exit],
  ['break', jump('break')],
  ['continue', jump('continue')],
  ['return', jump('return')],
]);

/** Lets a builtin change the shell. */
export function applyBuiltin(
  name: string,
  state: ShellState,
  args: readonly ShellWord[],
  step: CommandStep,
): void {
  BUILTINS.get(name)?.(state, args, step);
}

/** Whether the words behind the name may be assignments (`export A=b`), which then set variables of the shell. */
export function isDeclaration(name: string): boolean {
  return ['export', 'readonly', 'declare', 'typeset', 'local'].includes(name);
}
