import { baseName, directoryOf } from '../../contents/paths';
import type { Build } from '../../questions/build';
import { isPythonProgram } from '../../questions/python/crossings';
import type { TypedInstruction } from '../../syntax/instructions';
import type { Addition } from '../../verdict';
import { replace } from '../edits';
import type { FixMaker } from '../types';
import { jsonList, jsonWords, plainWordsOf } from '../words';
import { gunicornBeside } from './manifest';
import { ownInstructions } from './places';

/** A command in place of another, and what it needs that is not installed. */
interface Server {
  words: string[];
  addition?: Addition;
}

type Start = Extract<TypedInstruction, { kind: 'CMD' | 'ENTRYPOINT' }>;

function isStart(instruction: TypedInstruction): instruction is Start {
  return instruction.kind === 'CMD' || instruction.kind === 'ENTRYPOINT';
}

/** The words of the one instruction that starts the container. */
function wordsOf({ form, words }: Start): string[] | undefined {
  return form === 'exec'
    ? words.map(({ value }) => value)
    : plainWordsOf(words[0]?.value ?? '');
}

/** Whether the image gets a package, as far as commands and manifests name it. */
function isInstalled(build: Build, name: string): boolean {
  return build
    .allInstalls()
    .some(
      ({ distributions, listed }) =>
        distributions.includes(name) || listed.includes(name),
    );
}

/** A command of gunicorn, where it is installed or can be added beside the framework. */
function byGunicorn(
  build: Build,
  framework: string,
  args: readonly string[],
): Server | undefined {
  const words = ['gunicorn', ...args];
  if (isInstalled(build, 'gunicorn')) return { words };
  const addition = gunicornBeside(build, framework);
  return addition && { words, addition };
}

/** The value of the first option that is given: `--port 80`, `--port=80`. */
function optionOf(
  words: readonly string[],
  ...names: string[]
): string | undefined {
  for (const [i, word] of words.entries()) {
    if (names.includes(word)) return words[i + 1];
    const name = names.find(item => word.startsWith(`${item}=`));
    if (name !== undefined) return word.slice(name.length + 1);
  }
  return undefined;
}

function variable(build: Build, name: string): string | undefined {
  const value = build.target?.variable(name);
  return value?.known ? value.value : undefined;
}

/** `app.py`, `shop.web`, `shop.web:create_app` as gunicorn takes it. */
function application(app: string): string | undefined {
  const [module, name = 'app'] = app.replace(/\.py(?=:|$)/, '').split(':');
  const path = module.replace(/^\.\//, '').replace(/\//g, '.');
  if (!/^[A-Za-z_][\w.]*$/.test(path) || !/^[A-Za-z_]\w*(?:\(\))?$/.test(name))
    return undefined;
  return `${path}:${/^(?:create|make)_app$/.test(name) ? `${name}()` : name}`;
}

/** `flask run` by gunicorn. */
function insteadOfFlask(
  build: Build,
  words: readonly string[],
): Server | undefined {
  const app = application(
    optionOf(words, '--app', '-A') ?? variable(build, 'FLASK_APP') ?? 'app',
  );
  const port =
    optionOf(words, '--port', '-p') ??
    variable(build, 'FLASK_RUN_PORT') ??
    '5000';
  return app === undefined || !/^\d+$/.test(port)
    ? undefined
    : byGunicorn(build, 'flask', ['--bind', `0.0.0.0:${port}`, app]);
}

/** `manage.py runserver` by gunicorn: the one wsgi.py beside manage.py tells the module. */
function insteadOfRunserver(
  build: Build,
  words: readonly string[],
): Server | undefined {
  const { files } = build.files.context;
  const found = (files ?? []).filter(file => /^[\w]+\/wsgi\.py$/.test(file));
  const [wsgi] = found;
  if (found.length !== 1 || !(files ?? []).includes('manage.py'))
    return undefined;
  const address = words.find(word => /^(?:[\d.]+:)?\d+$/.test(word));
  const port = address?.split(':').pop() ?? '8000';
  return byGunicorn(build, 'django', [
    '--bind',
    `0.0.0.0:${port}`,
    `${directoryOf(wsgi)}.wsgi`,
  ]);
}

/** The start of a production server in place of that of a development server. */
function productionStart(
  build: Build,
  words: readonly string[],
): Server | undefined {
  const [program, ...rest] = words;
  const isModule = isPythonProgram(program) && rest[0] === '-m';
  const name = baseName(isModule ? rest[1] ?? '' : program);
  const args = isModule ? rest.slice(2) : rest;
  if (name === 'flask' && args.includes('run'))
    return insteadOfFlask(build, args);
  if (name === 'fastapi' && args[0] === 'dev')
    return {
      words: [
        'fastapi',
        'run',
        ...args.slice(1).filter(word => word !== '--reload'),
      ],
    };
  if (
    isPythonProgram(program) &&
    /^(?:\.\/)?manage\.py$/.test(rest[0] ?? '') &&
    rest[1] === 'runserver'
  )
    return insteadOfRunserver(build, rest.slice(2));
  return undefined;
}

/** Starts the service with a production server: one that is installed already, or that a manifest can get. */
export const productionServer: FixMaker = build => {
  const starts = ownInstructions(build).filter(isStart);
  const [start] = starts;
  if (starts.length !== 1) return [];
  const words = wordsOf(start);
  const server = words && productionStart(build, words);
  const [first] = start.words;
  const last = start.words[start.words.length - 1];
  if (!server || !first || !last) return [];
  const { words: command, addition } = server;
  const title = `Start \`${command.join(' ')}\``;
  return [
    {
      title: addition
        ? `${title}, and add ${addition.lines[0]} to ${addition.path}`
        : title,
      safety: 'review',
      reason: `Check that ${
        command[command.length - 1]
      } is the application, and how many workers it needs.`,
      edits: [
        replace(
          { start: first.range.start, end: last.range.end },
          start.form === 'exec' ? jsonWords(command) : jsonList(command),
        ),
      ],
      ...(addition && { additions: [addition] }),
    },
  ];
};
