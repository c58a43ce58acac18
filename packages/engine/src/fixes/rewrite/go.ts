import {
  baseName,
  directoryOf,
  isWithin,
  joinPath,
  resolvePath,
} from '../../contents/paths';
import { startWords } from '../../questions/start/launch';
import type { Call } from '../../contents/stageState';
import type { Edit } from '../../verdict';
import { replace } from '../edits';
import { jsonList, jsonWords, plainWordsOf } from '../words';
import { notesOf, slimDebian } from './final';
import type { Service, Step } from './service';
import {
  filesOfStart,
  sourceFolder,
  splitSteps,
  writeStages,
  type Split,
} from './split';
import { refuse, type Plan } from './types';

/** Nothing but certificates, time zones and a user of its own (github.com/GoogleContainerTools/distroless). */
const STATIC = 'gcr.io/distroless/static-debian13:nonroot';

/** Variables that only the compiler reads. */
const COMPILER_VARIABLE = /^(?:GO[A-Z]*|CGO_\w+)$/;

/** What the static image has, and what only the build calls. */
const NOT_NEEDED = /^(?:ca-certificates|tzdata|openssh-client|openssh)$/;

/** Folders that programs read when they run, by habit. */
const READ_AT_RUN_TIME =
  /^(?:templates?|static|public|views|web|assets|migrations|configs?|locales?|i18n|data|dist)$/;

/** A program of the service: where it is built to. */
interface Program {
  path: string;
  /** What is built in place of `go run`. */
  build: string | undefined;
  args: readonly string[];
}

/** Where `go install` puts programs (golang, GOPATH). */
const INSTALLED = '/go/bin';

/** The words that start the container, where they need no shell to be read. */
function startOf({ state }: Service): readonly string[] {
  const { command, entrypoint } = state;
  const first = entrypoint ?? command;
  if (!first) return refuse('The file starts nothing.');
  if (first.line.form === 'exec')
    return startWords(first, first === command ? undefined : command);
  return (
    plainWordsOf(first.line.words[0]?.value ?? '') ??
    refuse('The start command needs a shell to read it.')
  );
}

function programOf(service: Service): Program {
  const [program, ...args] = startOf(service);
  if (/(?:^|\/)(?:ba|da|a|z)?sh$|\.sh$/.test(program))
    refuse(`The container starts a script: ${program}.`);
  if (program === 'go' && args[0] === 'run') {
    const sources = args.slice(1);
    if (
      !sources.every(word => /^[\w./-]+$/.test(word) && !word.startsWith('-'))
    )
      refuse('What `go run` starts is not followed.');
    return {
      path: '/usr/local/bin/service',
      build: `go build -o /usr/local/bin/service ${sources.join(' ')}`,
      args: [],
    };
  }
  if (!program.includes('/'))
    return { path: joinPath(INSTALLED, program), build: undefined, args };
  const { workdir } = service.state;
  if (!workdir.known)
    return refuse('The folder that the service starts in is not known.');
  return { path: resolvePath(workdir.value, program), build: undefined, args };
}

function isCompile({ name, args }: Call): boolean {
  return name === 'go' && /^(?:build|install)$/.test(args[0]?.raw ?? '');
}

/** Whether the file builds a program of Go at a path. */
function isBuilt(service: Service, { path }: Program): boolean {
  const { fs, calls } = service.state;
  const folder = sourceFolder(service);
  const compiles = calls.filter(isCompile);
  return (
    fs.entries.some(
      entry => entry.path === path && entry.content.kind === 'binary',
    ) ||
    (directoryOf(path) === INSTALLED &&
      calls.some(({ name }) => name === 'go')) ||
    (folder !== undefined &&
      isWithin(path, folder) &&
      (compiles.some(({ args }) => args.every(({ raw }) => raw !== '-o')) ||
        calls.some(({ name }) => name === 'make' || name === 'task')))
  );
}

/** Whether the program is linked with libraries of C, which the static image does not have. */
function usesC({ state }: Service, { packages }: Split): boolean {
  const isOff = (value: string | undefined) => value === '0';
  const set = state.environment.get('CGO_ENABLED');
  if (set?.known) return !isOff(set.value);
  const compiles = state.calls.filter(isCompile);
  if (
    compiles.length > 0 &&
    compiles.every(({ env }) => {
      const value = env.get('CGO_ENABLED');
      return value?.known === true && isOff(value.value);
    })
  )
    return false;
  return packages.left.some(name => /-dev$|^gcc$|^build-/.test(name));
}

/** Whether something of the image needs a shell or other programs. */
function needsSystem(
  { steps }: Service,
  { roles }: Split,
  names: readonly string[],
): boolean {
  return (
    names.length > 0 ||
    steps.some(
      ({ instruction }, i) =>
        instruction.kind === 'HEALTHCHECK' ||
        (instruction.kind === 'RUN' && roles[i] === 'both'),
    )
  );
}

/** The system that the program was built on, without the compiler. */
function systemBase(service: Service): string {
  const { os, osRelease, codename } = service.facts;
  if (os === 'alpine' && osRelease) return `alpine:${osRelease}`;
  return codename ? `debian:${codename}-slim` : slimDebian(service);
}

/** The start as a list of words: the static image has no shell. */
function exactStart(
  { steps }: Service,
  { path, args }: Program,
): (step: Step) => Edit[] {
  const starts = steps.filter(({ instruction: { kind } }) =>
    /^(?:CMD|ENTRYPOINT)$/.test(kind),
  );
  const words = [path, ...args];
  if (words.some(word => /[$`*?]/.test(word)))
    refuse('The start command needs a shell to read it.');
  return step => {
    const { instruction } = step;
    if (instruction.kind !== 'CMD' && instruction.kind !== 'ENTRYPOINT')
      return [];
    const isPlain =
      instruction.form === 'exec' && !/^go$/.test(instruction.words[0]?.value);
    if (isPlain) return [];
    if (starts.length > 1) refuse('ENTRYPOINT and CMD together need a shell.');
    const [first] = instruction.words;
    const last = instruction.words[instruction.words.length - 1];
    return [
      replace(
        { start: first.range.start, end: last.range.end },
        instruction.form === 'exec' ? jsonWords(words) : jsonList(words),
      ),
    ];
  };
}

/** Folders of the source that the program may read. */
function foldersToCarry({ build }: Service): string[] {
  const { files } = build.files.context;
  return [
    ...new Set(
      (files ?? []).flatMap(file => {
        const [top, ...rest] = file.split('/');
        return rest.length > 0 &&
          READ_AT_RUN_TIME.test(top) &&
          rest.some(part => !part.endsWith('.go'))
          ? [top]
          : [];
      }),
    ),
  ];
}

/** Splits a service in Go: the build stage compiles, the image gets the program. */
export function planGo(service: Service): Plan {
  const folder = sourceFolder(service);
  const program = programOf(service);
  const split = splitSteps(service, name => COMPILER_VARIABLE.test(name));
  if (program.build === undefined && !isBuilt(service, program))
    refuse(`That the file builds ${program.path} with Go is not known.`);
  const isLinkedToC = usesC(service, split);
  const names = split.packages.names.filter(name => !NOT_NEEDED.test(name));
  const isStatic = !isLinkedToC && !needsSystem(service, split, names);
  const isSwitched = service.state.calls.some(
    call => isCompile(call) && call.env.get('CGO_ENABLED') !== undefined,
  );
  const bin = `${INSTALLED}/${baseName(program.path)}`;
  const to =
    program.path === bin ? `/usr/local/bin/${baseName(bin)}` : program.path;
  const started = { ...program, path: to };
  const carried = folder === undefined ? [] : foldersToCarry(service);
  const stages = writeStages(service, split, {
    beforeBuild: isLinkedToC || isSwitched ? [] : ['ENV CGO_ENABLED=0'],
    afterBuild: program.build === undefined ? [] : [`RUN ${program.build}`],
    bring: [
      `COPY --from=${service.builder} ${program.path} ${to}`,
      ...filesOfStart(service),
      ...carried.map(
        name =>
          `COPY --from=${service.builder} ${folder}/${name} ${folder}/${name}`,
      ),
    ],
    names: isStatic ? [] : split.packages.names,
    ...(isStatic && { edit: exactStart(service, started) }),
    ...(!isStatic &&
      program.build !== undefined && { edit: exactStart(service, started) }),
  });
  return {
    language: 'go',
    builderBase: service.base,
    finalBase: isStatic ? STATIC : systemBase(service),
    ...stages,
    notes: [
      ...notesOf({ ...split.packages, unmatched: split.packages.unmatched }),
      carried.length > 0
        ? `Of the source only ${carried.join(
            ', ',
          )} and the program are in the image. Copy what else it reads.`
        : 'Of the source only the program is in the image. Copy the files that it reads, such as templates.',
    ],
  };
}
