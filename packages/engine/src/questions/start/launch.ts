import {
  LayeredEnvironment,
  commandOf,
  parseShellScript,
  runScript,
  type Resolved,
} from '../../shell';
import type { Range } from '../../verdict';
import { droppedUser } from './droppedUser';
import { baseName } from '../../contents/paths';
import { textAt } from '../../contents/python/manifests';
import {
  known,
  type StageState,
  type StartInstruction,
} from '../../contents/stageState';
import { peel } from './starters';

/** One program that runs when the container starts. */
export interface Launch {
  /** As written, e.g. `/opt/venv/bin/gunicorn` or `python`. */
  program: string;
  args: readonly string[];
  /** `sure`: it runs; `likely`: a start script that the engine does not see is expected to run it. */
  certainty: 'sure' | 'likely';
  /** Tools that were peeled off, e.g. `uv run`. */
  through: readonly string[];
  start: StartInstruction;
  range: Range;
  /** Directory that it runs in. */
  cwd: Resolved;
}

/** What happens when the container starts. */
export interface Startup {
  launches: Launch[];
  /** Instructions that need a shell. */
  shellForms: StartInstruction[];
  /** Something that runs is not known. */
  unknown: string | undefined;
  /** Neither CMD nor ENTRYPOINT anywhere. */
  missing: boolean;
  /** User that the start command, or the script that it runs, changes to. */
  user: string | undefined;
}

/** A script of the project: what it runs is not seen. */
function isOwnScript(program: string): boolean {
  return (
    /\.(?:sh|bash)$/.test(program) ||
    /(?:^|\/)(?:docker-)?entrypoint(?:\.\w+)?$/.test(program) ||
    /^\.\//.test(program)
  );
}

const IGNORED = new Set([
  'cd',
  'echo',
  'export',
  'set',
  'sleep',
  'true',
  'test',
  '[',
  '[[',
  'mkdir',
  'chmod',
  'chown',
  'source',
  '.',
  'wait',
  'ulimit',
  'exit',
  'printf',
  'rm',
  'cp',
  'ln',
  'touch',
  'cat',
  'envsubst',
  'sed',
  'trap',
  'if',
  'tail',
  'ls',
  'umask',
  'date',
  'usermod',
  'groupmod',
  'useradd',
  'groupadd',
  'adduser',
  'addgroup',
  'id',
  'getent',
  'find',
  'grep',
  'awk',
]);

/** Scripts that start each other without end are no more than this. */
const MOST_SCRIPTS = 5;

/** Variables that decide where programs and modules are found. */
const SEARCHED = new Set([
  'PATH',
  'PYTHONPATH',
  'PYTHONHOME',
  'PYTHONUSERBASE',
  'VIRTUAL_ENV',
  'HOME',
]);

/** Docker runs the shell form as `/bin/sh -c TEXT`. */
function wordsOf({ line, shell }: StartInstruction): string[] {
  const words = line.words.map(({ value }) => value);
  return line.form === 'shell' ? [...shell, ...words] : words;
}

/** The words of a container that starts; a CMD gives the arguments of an ENTRYPOINT in exec form. */
export function startWords(
  entrypoint: StartInstruction,
  command: StartInstruction | undefined,
): string[] {
  return [...wordsOf(entrypoint), ...(command ? wordsOf(command) : [])];
}

/** `ENTRYPOINT []` takes away the one of the base image. */
function isEmpty(start: StartInstruction | undefined): boolean {
  return (
    start?.line.form === 'exec' &&
    start.line.words.every(({ value }) => value === '')
  );
}

class StartupReader {
  readonly startup: Startup = {
    launches: [],
    shellForms: [],
    unknown: undefined,
    missing: false,
    user: undefined,
  };

  private changed = false;
  private depth = 0;

  constructor(private readonly state: StageState) {}

  read(): Startup {
    const { command } = this.state;
    const entrypoint = isEmpty(this.state.entrypoint)
      ? undefined
      : this.state.entrypoint;
    this.startup.missing = !entrypoint && !command;
    for (const start of [entrypoint, command]) {
      if (start?.line.form === 'shell') this.startup.shellForms.push(start);
    }
    if (entrypoint?.line.form === 'shell') this.shell(entrypoint, 'sure');
    else if (entrypoint)
      this.words(startWords(entrypoint, command), entrypoint, command);
    else if (command?.line.form === 'shell') this.shell(command, 'sure');
    else if (command) this.words(wordsOf(command), command, undefined);
    return this.startup;
  }

  /** The command sets variables or sources a script: what it starts does not run in the environment of the image. */
  private changeEnvironment(): void {
    this.changed = true;
    this.startup.unknown ??= 'the start command changes its own environment';
  }

  private words(
    all: readonly string[],
    start: StartInstruction,
    command: StartInstruction | undefined,
    certainty: Launch['certainty'] = 'sure',
    cwd = this.state.workdir,
  ): void {
    this.startup.user ??= droppedUser(all);
    const { words, through } = peel(all);
    const [program, ...args] = words;
    if (program === undefined || program === '') return;
    if (all.some(word => SEARCHED.has(word.slice(0, word.indexOf('='))))) {
      this.changeEnvironment();
    }
    const name = baseName(program);
    const flag = args.findIndex(word => /^-[a-z]*c$/.test(word));
    if (
      /^(?:sh|bash|ash|dash)$/.test(name) &&
      flag >= 0 &&
      args[flag + 1] !== undefined
    ) {
      this.script(args[flag + 1], command ?? start, certainty, cwd);
      return;
    }
    if (/^(?:sh|bash|ash|dash)$/.test(name) && args.length > 0) {
      this.ownScript(args[0], args.slice(1), start, command);
      return;
    }
    if (isOwnScript(program) || this.isShellScript(program)) {
      this.ownScript(program, args, start, command);
      return;
    }
    this.startup.launches.push({
      program,
      args,
      certainty: this.changed ? 'likely' : certainty,
      through,
      start,
      range: start.place.range,
      cwd,
    });
  }

  /** A start script usually ends with `exec "$@"`: then the CMD runs. */
  private ownScript(
    script: string,
    args: readonly string[],
    start: StartInstruction,
    command: StartInstruction | undefined,
  ): void {
    const at = command ? command : start;
    const text = this.textOf(script);
    if (text !== undefined && this.depth < MOST_SCRIPTS) {
      this.depth++;
      this.script(text, at, 'likely', this.state.workdir, args);
      this.depth--;
      return;
    }
    this.startup.unknown = `what ${script} runs is not known`;
    if (command?.line.form === 'shell') {
      this.shell(command, 'likely');
      return;
    }
    if (args.length && !isOwnScript(args[0])) {
      const { words, through } = peel(args);
      if (words.length)
        this.startup.launches.push({
          program: words[0],
          args: words.slice(1),
          certainty: 'likely',
          through,
          start: at,
          range: at.place.range,
          cwd: this.state.workdir,
        });
    }
  }

  /** Text of a shell script that came from the build context. */
  private textOf(script: string): string | undefined {
    const path = this.state.resolve(this.state.workdir, known(script));
    const text = path.known ? textAt(this.state, path.value) : undefined;
    // without a first line that names it, a shell runs it
    return text === undefined || /^#!(?!.*\b(?:ba|da|a|z|k)?sh\b)/.test(text)
      ? undefined
      : text;
  }

  private isShellScript(program: string): boolean {
    return (
      program.includes('/') && (this.textOf(program)?.startsWith('#!') ?? false)
    );
  }

  private shell(start: StartInstruction, certainty: Launch['certainty']): void {
    const text = start.line.words[0]?.value ?? '';
    const interpreter = baseName(start.shell[0] ?? 'sh');
    if (!/^(?:sh|bash|ash|dash|zsh)$/.test(interpreter)) {
      this.startup.unknown = `the shell ${interpreter} is not known`;
      return;
    }
    this.script(text, start, certainty);
  }

  private script(
    text: string,
    start: StartInstruction,
    certainty: Launch['certainty'],
    cwd = this.state.workdir,
    args: readonly string[] = [],
  ): void {
    const environment = new LayeredEnvironment({
      // the one who starts the container may set any variable
      get: name =>
        this.state.environment.get(name) ?? {
          known: false,
          reason: `$${name} is set when the container starts`,
          prefix: '',
        },
    });
    runScript(parseShellScript(text), {
      cwd,
      env: environment,
      args: args.map(known),
      visit: step => {
        this.startup.user ??= droppedUser(
          step.words.map(({ text: word, raw }) =>
            word.known ? word.value : raw,
          ),
        );
        if (step.assignments.some(({ name }) => SEARCHED.has(name))) {
          this.changeEnvironment();
        }
        const command = commandOf(step);
        if (!command) return;
        if (command.assignments.some(({ name }) => SEARCHED.has(name))) {
          this.changeEnvironment();
        }
        const { name } = command;
        if (!name.known) {
          this.startup.unknown = `a program that starts is not known (${name.reason})`;
          return;
        }
        if (/^(?:export|source|\.)$/.test(name.value)) this.changeEnvironment();
        if (IGNORED.has(name.value)) return;
        const words = command.args.map(({ text: arg, raw }) =>
          arg.known ? arg.value : raw,
        );
        const sure =
          certainty === 'sure' && step.certainty === 'always'
            ? 'sure'
            : 'likely';
        this.words([name.value, ...words], start, undefined, sure, step.cwd);
      },
      onUnknown: ({ reason }) => {
        this.startup.unknown = reason;
      },
    });
  }
}

/** What runs when a container of this stage starts. */
export function readStartup(state: StageState): Startup {
  return new StartupReader(state).read();
}
