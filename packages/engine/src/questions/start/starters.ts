import { baseName } from '../../contents/paths';

const INIT = new Set([
  'tini',
  'dumb-init',
  'catatonit',
  'docker-init',
  'init',
  'tini-static',
]);

const TRACERS = new Set([
  'ddtrace-run',
  'opentelemetry-instrument',
  'sentry-run',
  'elasticapm-run',
  'scout_apm',
  'debugpy',
]);

const RUNNERS: Readonly<Record<string, string>> = {
  uv: 'run',
  poetry: 'run',
  pipenv: 'run',
  pdm: 'run',
  hatch: 'run',
  conda: 'run',
  micromamba: 'run',
  mamba: 'run',
  rye: 'run',
};

/** Programs that change the user, whose name comes first. */
const USER_FIRST = new Set([
  'gosu',
  'su-exec',
  's6-setuidgid',
  'setuidgid',
  'setuser',
]);

/** Programs that change the user by an option, and their options that take a value. */
const USER_BY_OPTION: Readonly<Record<string, ReadonlySet<string>>> = {
  setpriv: new Set([
    '--reuid',
    '--regid',
    '--ruid',
    '--rgid',
    '--euid',
    '--egid',
    '--groups',
    '--inh-caps',
    '--bounding-set',
    '--ambient-caps',
  ]),
  chpst: new Set(['-u', '-U', '-b', '-/', '-e', '-m', '-n', '-l', '-L']),
  sudo: new Set(['-u', '--user', '-g', '--group', '-C', '-D', '-h', '-p']),
};

function skipOptions(
  words: readonly string[],
  valued: ReadonlySet<string>,
): readonly string[] {
  let at = 0;
  while (at < words.length && words[at].startsWith('-')) {
    if (words[at] === '--') return words.slice(at + 1);
    at += valued.has(words[at]) ? 2 : 1;
  }
  return words.slice(at);
}

/** The command behind the options and variables of `env`. */
function skipAssignments(words: readonly string[]): readonly string[] {
  const at = words.findIndex(
    word => !word.includes('=') && !word.startsWith('-'),
  );
  return at < 0 ? [] : words.slice(at);
}

/** Options of `uv run`, `poetry run` and the like that take a value. */
const RUN_VALUED = new Set([
  '-n',
  '--name',
  '-p',
  '--prefix',
  '--package',
  '--group',
  '--extra',
  '--python',
  '--with',
  '--directory',
  '--project',
  '--env-file',
]);

/** The command behind a tool that runs it in its environment; undefined where no such tool leads the words. */
export function behindRunner(
  words: readonly string[],
): readonly string[] | undefined {
  const runner = RUNNERS[baseName(words[0] ?? '')];
  return runner !== undefined && words[1] === runner
    ? skipOptions(words.slice(2), RUN_VALUED)
    : undefined;
}

/** Peels programs that only start another one. */
export function peel(words: readonly string[]): {
  words: readonly string[];
  through: string[];
} {
  const through: string[] = [];
  let rest = words;
  for (let depth = 0; depth < 6 && rest.length > 1; depth++) {
    const name = baseName(rest[0]);
    const run = behindRunner(rest);
    if (INIT.has(name))
      rest = skipOptions(
        rest.slice(1),
        new Set(['-p', '-e', '-r', '--rewrite']),
      );
    else if (TRACERS.has(name)) rest = skipOptions(rest.slice(1), new Set());
    else if (name === 'exec' || name === 'nohup' || name === 'setsid')
      rest = rest.slice(1);
    else if (name === 'env') {
      rest = skipAssignments(rest.slice(1));
    } else if (USER_FIRST.has(name)) rest = rest.slice(2);
    else if (name in USER_BY_OPTION)
      rest = skipOptions(rest.slice(1), USER_BY_OPTION[name]);
    else if (run) {
      through.push(`${name} ${rest[1]}`);
      rest = run;
    } else if (name === 'newrelic-admin' && rest[1] === 'run-program')
      rest = rest.slice(2);
    else break;
  }
  return { words: rest, through };
}
