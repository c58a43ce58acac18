import { baseName } from '../../contents/paths';

/** What a program does with `/bin/sh -c TEXT` behind its own words; undefined where it may well use them. */
type Misuse = (args: readonly string[], text: string) => string | undefined;

function always(says: string): Misuse {
  return () => says;
}

/** Only where the program has no words of its own yet. */
function alone(says: string): Misuse {
  return args => (args.every(word => word.startsWith('-')) ? says : undefined);
}

const NO_COMMAND = 'it has no command of that name';
const NO_OPTION = 'it has no option -c';
const NO_SCRIPT = 'it takes that program for a script';

function ofPython(args: readonly string[], text: string): string | undefined {
  const at = args.findIndex(
    (word, i) => !word.startsWith('-') && !/^-[WX]$/.test(args[i - 1] ?? ''),
  );
  const flags = at < 0 ? args : args.slice(0, at);
  const last = flags[flags.length - 1] ?? '';
  if (/^-[A-Za-z]*c$/.test(last)) return undefined;
  if (/^-[A-Za-z]*m$/.test(last)) {
    return at < 0
      ? 'it has no module of that name'
      : misuseOfShell(args[at], args.slice(at + 1), text);
  }
  if (at < 0) return NO_SCRIPT;
  return baseName(args[at]) === 'manage.py' && args.length === at + 1
    ? NO_COMMAND
    : undefined;
}

function ofShell(args: readonly string[]): string | undefined {
  if (args.length === 0) return NO_SCRIPT;
  return /^-[a-z]*c$/.test(args[args.length - 1])
    ? 'it starts another shell that has nothing to do'
    : undefined;
}

const PROGRAMS: ReadonlyMap<string, Misuse> = new Map<string, Misuse>([
  ['sh', ofShell],
  ['bash', ofShell],
  ['ash', ofShell],
  ['dash', ofShell],
  ['node', alone(NO_SCRIPT)],
  [
    'java',
    args => (args.length === 0 ? 'it takes that for a class' : undefined),
  ],
  ['uvicorn', always(NO_OPTION)],
  [
    'flask',
    args => (args.length === 0 || args[0] === 'run' ? NO_COMMAND : undefined),
  ],
  [
    'gunicorn',
    (_, text) =>
      /^[\w.]+:\w+$|^-/.test(text)
        ? 'it looks for a file of settings behind -c'
        : undefined,
  ],
  ['celery', alone(NO_COMMAND)],
  ['streamlit', alone(NO_COMMAND)],
  ['django-admin', alone(NO_COMMAND)],
  ['manage.py', alone(NO_COMMAND)],
  ['alembic', alone(NO_COMMAND)],
  ['npm', alone(NO_COMMAND)],
  ['uv', alone(NO_COMMAND)],
  ['poetry', alone(NO_COMMAND)],
  ['nginx', always('it takes nothing but options')],
]);

/**
 * Why a program certainly does not start with `/bin/sh -c TEXT` as its last words.
 * @param args - the words between the program and the shell
 */
export function misuseOfShell(
  program: string,
  args: readonly string[],
  text: string,
): string | undefined {
  const name = baseName(program);
  return /^(?:python|pypy)[\d.]*$/.test(name)
    ? ofPython(args, text)
    : PROGRAMS.get(name)?.(args, text);
}
