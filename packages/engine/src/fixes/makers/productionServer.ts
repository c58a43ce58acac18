import { baseName, directoryOf } from '../../contents/paths';
import type { Build } from '../../questions/build';
import { isPythonProgram } from '../../questions/python/crossings';
import type { TypedInstruction } from '../../syntax/instructions';
import { replace } from '../edits';
import type { FixMaker } from '../types';
import { jsonList, jsonWords, plainWordsOf } from '../words';
import { ownInstructions } from './places';

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
): string[] | undefined {
  if (!isInstalled(build, 'gunicorn')) return undefined;
  const app = application(
    optionOf(words, '--app', '-A') ?? variable(build, 'FLASK_APP') ?? 'app',
  );
  const port =
    optionOf(words, '--port', '-p') ??
    variable(build, 'FLASK_RUN_PORT') ??
    '5000';
  return app === undefined || !/^\d+$/.test(port)
    ? undefined
    : ['gunicorn', '--bind', `0.0.0.0:${port}`, app];
}

/** `manage.py runserver` by gunicorn: the one wsgi.py beside manage.py tells the module. */
function insteadOfRunserver(
  build: Build,
  words: readonly string[],
): string[] | undefined {
  const { files } = build.files.context;
  const found = (files ?? []).filter(file => /^[\w]+\/wsgi\.py$/.test(file));
  const [wsgi] = found;
  if (
    !isInstalled(build, 'gunicorn') ||
    found.length !== 1 ||
    !(files ?? []).includes('manage.py')
  )
    return undefined;
  const address = words.find(word => /^(?:[\d.]+:)?\d+$/.test(word));
  const port = address?.split(':').pop() ?? '8000';
  return ['gunicorn', '--bind', `0.0.0.0:${port}`, `${directoryOf(wsgi)}.wsgi`];
}

/** The start of a production server in place of that of a development server. */
function productionStart(
  build: Build,
  words: readonly string[],
): string[] | undefined {
  const [program, ...rest] = words;
  const isModule = isPythonProgram(program) && rest[0] === '-m';
  const name = baseName(isModule ? rest[1] ?? '' : program);
  const args = isModule ? rest.slice(2) : rest;
  if (name === 'flask' && args.includes('run'))
    return insteadOfFlask(build, args);
  if (name === 'fastapi' && args[0] === 'dev')
    return ['fastapi', 'run', ...args.slice(1).filter(x => x !== '--reload')];
  if (
    isPythonProgram(program) &&
    /^(?:\.\/)?manage\.py$/.test(rest[0] ?? '') &&
    rest[1] === 'runserver'
  )
    return insteadOfRunserver(build, rest.slice(2));
  return undefined;
}

/** Starts the service with a production server that is installed already. */
export const productionServer: FixMaker = build => {
  const starts = ownInstructions(build).filter(isStart);
  const [start] = starts;
  if (starts.length !== 1) return [];
  const words = wordsOf(start);
  const server = words && productionStart(build, words);
  const [first] = start.words;
  const last = start.words[start.words.length - 1];
  if (!server || !first || !last) return [];
  return [
    {
      title: `Start \`${server.join(' ')}\``,
      safety: 'review',
      reason: `Check that ${
        server[server.length - 1]
      } is the application, and how many workers it needs.`,
      edits: [
        replace(
          { start: first.range.start, end: last.range.end },
          start.form === 'exec' ? jsonWords(server) : jsonList(server),
        ),
      ],
    },
  ];
};
