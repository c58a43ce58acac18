import { isRoot } from '../../contents';
import type { Build } from '../../questions/build';
import { stagesOnTop } from '../../questions/stagesOnTop';
import { closedProgramOf } from '../../questions/start/startProgram';
import type { Edit } from '../../verdict';
import { officialNameOf } from '../../facts/officialImages';
import { imageUserOf } from '../../facts/imageUsers';
import { keepsStateAtHome, rootProgramOf } from '../../facts/rootPrograms';
import { serverUserOf } from '../../facts/serverUsers';
import { baseName, isWithin } from '../../contents/paths';
import { insertAfter, insertBefore, replace, textAt } from '../edits';
import type { Candidate, FixMaker } from '../types';
import { compileWithUv } from './bytecode';
import { lineBefore } from './places';
import { startEdits } from './tools';

/** Numbers below 10000 may belong to a user of the host. */
const USER = '10001';

const WRITES =
  'The process can no longer write where only root may. Give it the folders that it writes to with `COPY --chown` or `chown`.';

/** Images whose entry point needs root; the same program as another user is another image. */
const UNPRIVILEGED: Readonly<Record<string, string>> = {
  nginx: 'nginxinc/nginx-unprivileged',
};

/** Official images whose server opens its port and its logs as root and does not start as another user; the ones after php run Apache. */
const ROOT_SERVERS: ReadonlySet<string> = new Set([
  'httpd',
  'nginx',
  'php',
  'backdrop',
  'drupal',
  'friendica',
  'joomla',
  'matomo',
  'mediawiki',
  'monica',
  'nextcloud',
  'phpmyadmin',
  'postfixadmin',
  'wordpress',
  'yourls',
]);

/** Whether the service certainly does not start as another user: it needs root, or its files are those of root alone. */
function needsRoot({ target }: Build): boolean {
  if (target && closedProgramOf(target) !== undefined) return true;
  return (target?.launches ?? []).some(
    ({ program, args, cwd }) =>
      rootProgramOf(baseName(program)) !== undefined ||
      (cwd.known && isWithin(cwd.value, '/root')) ||
      [program, ...args].some(word => /(?:^|=)\/root\//.test(word)),
  );
}

/** Whether the service certainly does not start as a user without a home: a server keeps its state there, an archive of shiv unpacks itself there. */
function needsHome({ target, states }: Build): boolean {
  const launches = target?.launches ?? [];
  const isUnpacked =
    target?.variable('SHIV_ROOT') === undefined &&
    states.some(state => state?.calls.some(({ name }) => name === 'shiv'));
  return launches.some(
    ({ program, args }) =>
      keepsStateAtHome(baseName(program)) ||
      (isUnpacked && [program, ...args].some(word => word.endsWith('.pyz'))),
  );
}

/** What the file runs on behalf of the images that are built on it. */
function defersCommands({ target }: Build): boolean {
  return (target?.stage.instructions ?? []).some(
    ({ instruction: { syntax } }) => syntax.trigger?.keyword === 'RUN',
  );
}

/** Ports that only root may open where the cluster says nothing else. */
function lowPorts({ target }: Build): string[] {
  return (target?.stage.instructions ?? [])
    .filter(({ instruction }) => instruction.kind === 'EXPOSE')
    .flatMap(({ instruction }) => instruction.syntax.args)
    .map(port => port.split('/')[0])
    .filter(port => /^\d+$/.test(port) && Number(port) < 1024);
}

function reasonFor(build: Build): string {
  const [port] = lowPorts(build);
  return port === undefined
    ? WRITES
    : `${WRITES} Port ${port} is below 1024: some clusters let only root open it.`;
}

/** Index of the last command of the final stage: it may need root, as do the ones before it. */
function lastRun({ target }: Build): number {
  return Math.max(
    -1,
    ...(target?.stage.instructions ?? [])
      .filter(
        ({ instruction, deferred }) => !deferred && instruction.kind === 'RUN',
      )
      .map(({ index }) => index),
  );
}

/** Name of the official image that the final image is built on. */
function officialBase({ target }: Build): string | undefined {
  return officialNameOf(target?.facts?.reference.name ?? '');
}

/** Who runs the service, and why somebody has to look at it. */
function userFor(build: Build): { user: string; reason: string } {
  const reference = build.target?.facts?.reference;
  const own = reference && serverUserOf(reference);
  const ofImage = reference && imageUserOf(reference);
  if (own === undefined)
    return { user: ofImage?.id ?? USER, reason: reasonFor(build) };
  return {
    user: own,
    reason:
      'The entry point of the image changes to this user anyway, who owns the data. Folders that are mounted from the host must belong to it.',
  };
}

function setUser(build: Build): Candidate[] {
  const { target, syntax } = build;
  const { user, reason } = userFor(build);
  if (!target) return [];
  const before = lineBefore(build, ['CMD', 'ENTRYPOINT'], lastRun(build));
  const last =
    target.stage.instructions[target.stage.instructions.length - 1]?.instruction
      .syntax.endLine ?? target.stage.range.end.line;
  const atEnd = insertAfter(syntax, last, [`USER ${user}`]);
  const edits =
    before === undefined
      ? [atEnd]
      : [insertBefore(syntax, before, [`USER ${user}`]), atEnd];
  // their commands may need root, as before
  const onTop = stagesOnTop(build).map(({ range }) =>
    insertAfter(syntax, range.end.line, ['USER root']),
  );
  return edits.map(edit => ({
    title: `Run as user ${user}`,
    safety: 'review',
    reason,
    edits: [edit, ...onTop],
  }));
}

/** The USER of the final stage names root: another one takes its place, unless commands behind it need root. */
function replaceUser(build: Build): Candidate[] {
  const last = build.target?.stage.instructions
    .filter(({ instruction }) => instruction.kind === 'USER')
    .pop();
  const named = last?.instruction;
  if (!last || named?.kind !== 'USER' || last.index < lastRun(build)) return [];
  // a person has to say what the argument stands for
  if (named.user.value.includes('$')) return [];
  const { user, reason } = userFor(build);
  return [
    {
      title: `Run as user ${user}`,
      safety: 'review',
      reason,
      edits: [replace(named.user.range, user)],
    },
  ];
}

/** The same tag of distroless, for the image with a user. */
function nonrootTag(tag = 'latest'): string | undefined {
  const [, kind, rest] = tag.match(/^(latest|debug)(-.+)?$/) ?? [];
  if (kind === undefined) return undefined;
  return `${kind === 'debug' ? 'debug-nonroot' : 'nonroot'}${rest ?? ''}`;
}

/** Keeps root for the commands of the file, which the new base would run as its own user; undefined where that is not certain. */
function asRoot(build: Build, user: string): Edit[] | undefined {
  const { target, syntax } = build;
  if (!target) return undefined;
  const chain = build.stages.filter(({ index }) => target.inChain(index));
  const all = chain.flatMap(({ instructions }) =>
    instructions.map(({ instruction }) => instruction),
  );
  const runs = all.filter(({ kind }) => kind === 'RUN');
  if (runs.length === 0) return [];
  if (chain.length > 1 || all.some(({ kind }) => kind === 'USER'))
    return undefined;
  const first = runs[0].syntax.startLine;
  const last = runs[runs.length - 1].syntax.endLine;
  return [
    insertBefore(syntax, first, ['USER root']),
    insertAfter(syntax, last, [`USER ${user}`]),
  ];
}

/** A tag or an image of the same maker that runs as another user. */
function otherImage(build: Build): Candidate[] {
  const { target } = build;
  const facts = target?.facts;
  if (!target || !facts) return [];
  const base = build.bottomOf(target.stage);
  const { text, tag, name, digest } = facts.reference;
  // an argument, or a registry of its own, decides where images come from
  if (textAt(build.syntax, base.baseRange) !== text || digest !== undefined)
    return [];
  if (facts.entry === 'distroless' && !/nonroot/.test(tag ?? '')) {
    const nonroot = nonrootTag(tag);
    if (nonroot === undefined) return [];
    const image = tag === undefined ? text : text.slice(0, -(tag.length + 1));
    const reference = `${image}:${nonroot}`;
    return [
      {
        title: `Build on ${reference}`,
        safety: 'review',
        reason: 'It runs as a user of its own, who cannot write everywhere.',
        edits: [replace(base.baseRange, reference)],
      },
    ];
  }
  const unprivileged = UNPRIVILEGED[officialNameOf(name) ?? ''];
  // nginxinc published few releases before 1.16
  if (/^1\.(?:\d|1[0-5])(?!\d)/.test(tag ?? '')) return [];
  const path = text.match(/^(docker\.io\/)?(?:library\/)?[^/]+$/);
  const around = asRoot(build, '101');
  if (unprivileged === undefined || !path || !around) return [];
  const reference = `${path[1] ?? ''}${unprivileged}${
    tag === undefined ? '' : `:${tag}`
  }`;
  return [
    {
      title: `Build on ${reference}`,
      safety: 'review',
      reason:
        'It is the same server as user 101, and it listens on port 8080 instead of 80.',
      edits: [replace(base.baseRange, reference), ...around],
    },
  ];
}

function withEdits(candidate: Candidate, edits: readonly Edit[]): Candidate {
  return { ...candidate, edits: [...candidate.edits, ...edits] };
}

/**
 * Edits that start the service without `uv run` and the like: the new user has no home for their caches.
 *
 * @returns undefined where the start command cannot do without
 */
function withoutInstaller(build: Build): Edit[] | undefined {
  const { target, syntax } = build;
  if (!target?.launches.some(({ through }) => through.length > 0)) return [];
  const start = startEdits(build);
  const path = build
    .installsIn(target.stage.index)
    .find(install => install.target.environment)?.target.environment?.path;
  const line = lineBefore(build, ['CMD', 'ENTRYPOINT']);
  if (start.length === 0 || line === undefined) return undefined;
  return path === undefined || target.onPath(`${path}/bin`) === true
    ? start
    : [...start, insertBefore(syntax, line, [`ENV PATH="${path}/bin:$PATH"`])];
}

export const runAsUser: FixMaker = build => {
  const { target } = build;
  if (!target) return [];
  const other = otherImage(build);
  if (other.length > 0) return other;
  if (needsRoot(build) || needsHome(build) || defersCommands(build)) return [];
  if (ROOT_SERVERS.has(officialBase(build) ?? '')) return [];
  let candidates =
    target.state.user.place?.stage === target.stage.index
      ? [...replaceUser(build), ...setUser(build)]
      : setUser(build);
  const own = withoutInstaller(build);
  if (!own) return [];
  if (own.length > 0) candidates = candidates.map(each => withEdits(each, own));
  const compiled = compileWithUv(build);
  if (compiled.length === 0) return candidates;
  return [
    ...candidates,
    // the user may not write the bytecode that uv does not make
    ...candidates.map(candidate => withEdits(candidate, compiled)),
  ];
};

/** The number of a user that the file makes, in place of its name. */
export const numericUser: FixMaker = build => {
  const { target } = build;
  const place = target?.state.user.place;
  const [name, group] = (target?.state.user.name ?? '').split(':');
  const id = target?.state.users.get(name)?.id;
  const user = target?.stage.instructions.find(
    ({ index, instruction }) =>
      index === place?.instruction &&
      instruction.kind === 'USER' &&
      place.stage === target.stage.index,
  )?.instruction;
  if (user?.kind !== 'USER' || id === undefined || isRoot(id) !== false)
    return [];
  // an argument may name another user
  if (user.user.value.includes('$')) return [];
  return [
    {
      title: `Write the number of ${name}: ${id}`,
      safety: 'safe',
      reason: `It is the number that the file gives ${name}.`,
      edits: [
        replace(user.user.range, group === undefined ? id : `${id}:${group}`),
      ],
    },
  ];
};
