import { isRoot } from '../../contents';
import type { Build } from '../../rules/build';
import { insertAfter, insertBefore, replace } from '../edits';
import type { Candidate, FixMaker } from '../types';

/** Numbers below 10000 may belong to a user of the host. */
const USER = '10001';

const WRITES =
  'The process can no longer write where only root may. Give it the folders that it writes to with `COPY --chown` or `chown`.';

/** Images whose entry point needs root; the same program as another user is another image. */
const UNPRIVILEGED: Readonly<Record<string, string>> = {
  'docker.io/library/nginx': 'nginxinc/nginx-unprivileged',
};

/** The last instruction of the stage before which USER has to be set. */
function startLine(build: Build): number | undefined {
  const { target } = build;
  const starts = target?.stage.instructions.filter(
    ({ instruction, deferred }) =>
      !deferred &&
      (instruction.kind === 'CMD' || instruction.kind === 'ENTRYPOINT'),
  );
  return starts?.[0]?.instruction.syntax.startLine;
}

function setUser(build: Build): Candidate[] {
  const { target, syntax } = build;
  if (!target) return [];
  const before = startLine(build);
  const last =
    target.stage.instructions[target.stage.instructions.length - 1]?.instruction
      .syntax.endLine ?? target.stage.range.end.line;
  return [
    {
      title: `Run as user ${USER}`,
      safety: 'review',
      reason: WRITES,
      edits: [
        before === undefined
          ? insertAfter(syntax, last, [`USER ${USER}`])
          : insertBefore(syntax, before, [`USER ${USER}`]),
      ],
    },
    // an instruction behind CMD needs root, so the user is set at the very end
    {
      title: `Run as user ${USER}`,
      safety: 'review',
      reason: WRITES,
      edits: [insertAfter(syntax, last, [`USER ${USER}`])],
    },
  ];
}

/** The USER of the final stage names root: another one takes its place. */
function replaceUser(build: Build): Candidate[] {
  const user = build.target?.stage.instructions
    .map(({ instruction }) => instruction)
    .filter(({ kind }) => kind === 'USER')
    .pop();
  if (user?.kind !== 'USER') return [];
  return [
    {
      title: `Run as user ${USER}`,
      safety: 'review',
      reason: WRITES,
      edits: [replace(user.user.range, USER)],
    },
  ];
}

/** A tag or an image of the same maker that runs as another user. */
function otherImage(build: Build): Candidate[] {
  const { target } = build;
  const facts = target?.facts;
  if (!target || !facts) return [];
  const base = build.stages[target.stage.chain[target.stage.chain.length - 1]];
  const { text, tag, name } = facts.reference;
  const image = tag === undefined ? text : text.slice(0, -(tag.length + 1));
  const reason = 'It runs as a user of its own, who cannot write everywhere.';
  if (facts.entry === 'distroless' && !/nonroot/.test(tag ?? '')) {
    const nonroot = tag?.startsWith('debug') ? 'debug-nonroot' : 'nonroot';
    const reference = `${image}:${nonroot}`;
    return [
      {
        title: `Build on ${reference}`,
        safety: 'review',
        reason,
        edits: [replace(base.baseRange, reference)],
      },
    ];
  }
  const unprivileged = UNPRIVILEGED[name];
  if (unprivileged === undefined) return [];
  const reference = tag === undefined ? unprivileged : `${unprivileged}:${tag}`;
  return [
    {
      title: `Build on ${reference}`,
      safety: 'review',
      reason:
        'It is the same server as user 101, and it listens on port 8080 instead of 80.',
      edits: [replace(base.baseRange, reference)],
    },
  ];
}

export const runAsUser: FixMaker = build => {
  const { target } = build;
  if (!target) return [];
  const other = otherImage(build);
  if (other.length > 0) return other;
  // servers that open their port and their logs as root do not start as another user
  if (
    /^docker\.io\/library\/(?:httpd|php)$/.test(
      target.facts?.reference.name ?? '',
    )
  )
    return [];
  return target.state.user.place?.stage === target.stage.index
    ? [...replaceUser(build), ...setUser(build)]
    : setUser(build);
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
