import type { Call } from '../../contents/stageState';
import type { Install } from '../../contents';
import { installsOnlyTools } from '../../contents/python/requirements';
import type { Build } from '../../questions/build';
import type { Edit } from '../../verdict';
import { textAt } from '../edits';
import { isPlainWord, PACKAGE_MANAGER } from '../makers/commands';
import type { Service, Step } from './service';
import { refuse } from './types';

/** What a command does, as far as the split is concerned. */
export type Task =
  /** Installs, lists or removes packages of the operating system. */
  | 'system'
  /** Installs what the service needs. */
  | 'dependencies'
  /** Installs or sets up the installer. */
  | 'tools'
  /** Leaves nothing in an image that would be missed: caches, shell options. */
  | 'nothing'
  /** Makes users and folders, and sets who owns them. */
  | 'layout'
  /** Fetches and unpacks sources, and removes them. */
  | 'sources'
  | 'other';

const INSTALLERS =
  /^(?:pip[\d.]*|uv|poetry|pipenv|pdm|conda|mamba|micromamba)$/;
const NOTHING = /^(?:set|echo|true|:|cd|export|sync|printf)$/;
const LAYOUT =
  /^(?:useradd|adduser|groupadd|addgroup|usermod|mkdir|chown|chmod|touch|install|chgrp)$/;
const SOURCES = /^(?:wget|curl|tar|unzip|git|rm|gunzip|pushd|popd)$/;
const CACHES =
  /^(?:-\w+|--\w+|(?:\/var\/(?:lib\/apt\/lists|cache)|\/tmp|\/var\/tmp|\/root\/\.cache|~\/\.cache|\$HOME\/\.cache)(?:\/.*)?)$/;

/** Scripts of the makers of uv and Poetry, and the programs that run them. */
const INSTALL_SCRIPT = /astral\.sh\/uv|install\.python-poetry\.org/;

/** Installs of Python packages by the commands that did them. */
export function installAt(
  { state }: Pick<Service, 'state'>,
  { step }: Call,
): Install | undefined {
  return state.installs.find(({ range }) => range === step.range);
}

/** `python -m pip`, `python3 -m venv` */
function moduleOf({ name, args }: Call): string | undefined {
  if (!/^python[\d.]*$/.test(name)) return undefined;
  const at = args.findIndex(({ raw }) => raw === '-m');
  return at < 0 ? undefined : args[at + 1]?.raw;
}

function isCleanUp({ name, args }: Call): boolean {
  if (name === 'find') return args.some(({ raw }) => raw === '-delete');
  return name === 'rm' && args.every(({ raw }) => CACHES.test(raw));
}

export function taskOf(service: Service, call: Call): Task {
  const { name } = call;
  if (PACKAGE_MANAGER.test(name)) return 'system';
  const install = installAt(service, call);
  if (install) return installsOnlyTools(install) ? 'tools' : 'dependencies';
  const tool = moduleOf(call) ?? name;
  if (INSTALLERS.test(tool) || tool === 'venv' || tool === 'virtualenv')
    return 'tools';
  if (NOTHING.test(name) || isCleanUp(call)) return 'nothing';
  if (SOURCES.test(name)) return 'sources';
  return LAYOUT.test(name) ? 'layout' : 'other';
}

/** Whether a RUN does nothing but download and run the installer of uv or Poetry. */
export function isToolScript({ instruction, calls }: Step): boolean {
  return (
    INSTALL_SCRIPT.test(instruction.syntax.original) &&
    calls.length > 0 &&
    calls.every(({ name }) =>
      /^(?:curl|wget|sh|bash|python3?|chmod|rm|mv|ln)$/.test(name),
    )
  );
}

/** Whether a command is run once, whatever happens, and by itself. */
function isPlain({ step }: Call): boolean {
  return (
    step.certainty === 'always' &&
    step.pipeline === undefined &&
    !step.background &&
    step.redirects.length === 0
  );
}

/**
 * Commands as the lines of a RUN of their own.
 *
 * @returns undefined where their text does not stand for itself
 */
export function runOf(
  { build }: Service,
  calls: readonly Call[],
): string | undefined {
  if (!calls.every(isPlain)) return undefined;
  const end = build.syntax.text.includes('\r\n') ? '\r\n' : '\n';
  const texts = calls.map(({ step }) => textAt(build.syntax, step.range));
  // a variable of the shell may have been set by a command that is not taken along
  if (texts.some(text => /[\r\n`]|\$\(/.test(text))) return undefined;
  return `RUN ${texts.join(` ${build.syntax.escape}${end}    && `)}`;
}

/** The words of a call that stand for themselves in the file. */
export function plainWords({ build }: Pick<Service, 'build'>, call: Call) {
  return call.args.filter(word => isPlainWord(build, word));
}

/** Takes commands out of a chain of `&&`. */
export function withoutCalls(
  build: Build,
  { calls, instruction }: Step,
  dropped: ReadonlySet<Call>,
): Edit[] {
  return calls.flatMap((call, i) => {
    if (!dropped.has(call)) return [];
    const next = calls[i + 1];
    const previous = calls[i - 1];
    const range = next
      ? { start: call.step.range.start, end: next.step.range.start }
      : {
          start: previous.step.range.end,
          end: call.step.range.end,
        };
    const glue = textAt(
      build.syntax,
      next
        ? { start: call.step.range.end, end: range.end }
        : { start: range.start, end: call.step.range.start },
    );
    if (!/^[\s\\`]*(?:&&|;)[\s\\`]*$/.test(glue))
      refuse(
        `Line ${instruction.syntax.startLine} sets up the installer in a way that is not followed.`,
      );
    return [{ range, text: '' }];
  });
}
