import type { CommandStep, Resolved, ShellWord } from './types';
import { programName } from './interpreters';

/**
 * The command that a step really runs, behind `sudo`, `env`, `exec` and their like.
 *
 * @public
 */
export interface EffectiveCommand {
  /** Name as written, e.g. `/usr/bin/pip`; unknown where the word is. */
  name: Resolved;
  args: ShellWord[];
  /** Variables that `env` and `sudo` set for it, and those in front of the command. */
  assignments: { name: string; value: Resolved }[];
  /** Names of the wrappers that were taken off, outermost first. */
  wrappers: string[];
}

/** How a wrapper takes its options: those with a value, and how many words stand between them and the command. */
interface Wrapper {
  valued: readonly string[];
  operands: number;
  assignments: boolean;
}

const plain: Wrapper = { valued: [], operands: 0, assignments: false };

const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map([
  [
    'sudo',
    {
      valued: [
        '-u',
        '-g',
        '-h',
        '-p',
        '-C',
        '-r',
        '-t',
        '-D',
        '-R',
        '-T',
        '-U',
        '--user',
        '--group',
      ],
      operands: 0,
      assignments: true,
    },
  ],
  ['doas', { valued: ['-u', '-C'], operands: 0, assignments: false }],
  [
    'env',
    {
      valued: ['-u', '-C', '-S', '--unset', '--chdir'],
      operands: 0,
      assignments: true,
    },
  ],
  ['exec', { valued: ['-a'], operands: 0, assignments: false }],
  ['command', plain],
  ['builtin', plain],
  ['time', { valued: ['-f', '-o'], operands: 0, assignments: false }],
  ['nice', { valued: ['-n', '--adjustment'], operands: 0, assignments: false }],
  ['ionice', { valued: ['-c', '-n'], operands: 0, assignments: false }],
  ['nohup', plain],
  ['setsid', plain],
  ['stdbuf', { valued: ['-i', '-o', '-e'], operands: 0, assignments: false }],
  [
    'timeout',
    {
      valued: ['-k', '-s', '--kill-after', '--signal'],
      operands: 1,
      assignments: false,
    },
  ],
  ['gosu', { valued: [], operands: 1, assignments: false }],
  ['su-exec', { valued: [], operands: 1, assignments: false }],
  [
    'xargs',
    {
      valued: [
        '-I',
        '-n',
        '-P',
        '-L',
        '-d',
        '-s',
        '-a',
        '-E',
        '--max-args',
        '--max-procs',
      ],
      operands: 0,
      assignments: false,
    },
  ],
  ['tini', { valued: ['-p', '-e'], operands: 0, assignments: false }],
  [
    'dumb-init',
    { valued: ['-r', '--rewrite'], operands: 0, assignments: false },
  ],
  ['eatmydata', plain],
  ['fakeroot', plain],
]);

const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)=([^]*)$/;

/** Whether a program only starts the one behind it. */
export function isWrapper(program: string): boolean {
  return WRAPPERS.has(programName(program));
}

function textOf(word: ShellWord | undefined): string | undefined {
  return word?.text.known ? word.text.value : undefined;
}

/**
 * Takes wrappers such as `sudo`, `env A=b`, `exec`, `time`, `nice -n 5`, `timeout 30` and `xargs` off a step. Behind `xargs`
 * stands an unknown argument, because its words come from its input.
 *
 * @example
 * ```ts
 * runScript(parseShellScript('sudo -E env PIP_USER=1 pip install flask'), {
 *   cwd: { known: true, value: '/' },
 *   env: { get: () => undefined, set: () => {}, unset: () => {} },
 *   visit: step => {
 *     const command = commandOf(step);
 *     expect(command?.name).toEqual({ known: true, value: 'pip' });
 *     expect(command?.args.map(word => word.raw)).toEqual(['install', 'flask']);
 *     expect(command?.wrappers).toEqual(['sudo', 'env']);
 *   },
 *   onUnknown: () => {},
 * });
 * ```
 *
 * @public
 */
export function commandOf(
  step: Pick<CommandStep, 'words' | 'assignments'>,
): EffectiveCommand | undefined {
  let { words } = step;
  const assignments = step.assignments.map(({ name, value }) => ({
    name,
    value,
  }));
  const wrappers: string[] = [];
  const appended: ShellWord[] = [];
  for (;;) {
    const written = textOf(words[0]);
    const name = written === undefined ? '' : programName(written);
    const wrapper = WRAPPERS.get(name);
    const next = wrapper && skipWrapper(words, wrapper, name, assignments);
    if (next === undefined || next >= words.length) {
      break;
    }
    wrappers.push(name);
    if (name === 'xargs') {
      appended.push({
        raw: '',
        text: {
          known: false,
          reason: 'xargs takes its arguments from its input',
          prefix: '',
        },
        glob: false,
        range: words[0].range,
      });
    }
    words = words.slice(next);
  }
  if (words.length === 0) {
    return undefined;
  }
  const args = words.slice(1);
  args.push(...appended);
  return { name: words[0].text, args, assignments, wrappers };
}

/** Index of the command behind the wrapper's options; undefined where it wraps nothing. */
function skipWrapper(
  words: readonly ShellWord[],
  wrapper: Wrapper,
  name: string,
  assignments: EffectiveCommand['assignments'],
): number | undefined {
  let index = 1;
  for (; index < words.length; index++) {
    const text = textOf(words[index]);
    if (text === '--') {
      index++;
      break;
    }
    if (text === undefined || !text.startsWith('-') || text === '-') {
      break;
    }
    if (name === 'command' && /^-[vV]+$/.test(text)) {
      return undefined;
    }
    index += wrapper.valued.includes(text) ? 1 : 0;
  }
  index += wrapper.operands;
  for (; wrapper.assignments && index < words.length; index++) {
    const assignment = readAssignment(words[index]);
    if (assignment === undefined) {
      break;
    }
    assignments.push(assignment);
  }
  return index;
}

function readAssignment(
  word: ShellWord,
): { name: string; value: Resolved } | undefined {
  const { text } = word;
  const match = ASSIGNMENT.exec(text.known ? text.value : text.prefix);
  if (match === null) {
    return undefined;
  }
  const value: Resolved = text.known
    ? { known: true, value: match[2] }
    : { known: false, reason: text.reason, prefix: match[2] };
  return { name: match[1], value };
}
