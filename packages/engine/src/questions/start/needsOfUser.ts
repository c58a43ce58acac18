import { isRoot, type StageState } from '../../contents';
import { baseName, isWithin } from '../../contents/paths';
import { imageUserOf } from '../../facts/imageUsers';
import {
  keepsStateAtHome,
  rootProgramOf,
  type RootProgram,
} from '../../facts/rootPrograms';
import { serverUserOf } from '../../facts/serverUsers';
import type { TargetImage } from '../targetImage';
import { closedProgramOf, startProgramOf } from './startProgram';

export type { RootProgram };

/** Daemons by the packages that bring nothing else. */
const DAEMON_PACKAGES: Readonly<Partial<Record<RootProgram, RegExp>>> = {
  sshd: /^openssh-server$/,
  cron: /^(?:cron|cronie|dcron)$/,
  nginx: /^nginx(?:-(?:full|light|extras|core))?$/,
  apache: /^(?:apache2|httpd)$/,
};

/** Daemons that certainly start, or that a script which nobody has read starts: why else would they be there. */
function daemonsOf({ launches, startup, state }: TargetImage): RootProgram[] {
  const started = launches.flatMap(
    ({ program }) => rootProgramOf(baseName(program)) ?? [],
  );
  if (started.length > 0 || startup.unknown === undefined) return started;
  const installed = state.packages
    .filter(({ action }) => action === 'install')
    .flatMap(({ names }) => names);
  return (Object.keys(DAEMON_PACKAGES) as RootProgram[]).filter(kind =>
    installed.some(name => DAEMON_PACKAGES[kind]?.test(name)),
  );
}

/** A user that the file makes, and does not switch to. */
function unusedUser({ state, stage }: TargetImage): string | undefined {
  const made = [...state.users].filter(
    ([name, { place }]) => place.stage === stage.index && name !== 'root',
  );
  return made.length === 1 ? made[0][0] : undefined;
}

/** `chown` names a path, or what lies around it. */
function isGivenAway({ calls }: StageState, path: string): boolean {
  return calls.some(
    ({ name, args }) =>
      /^(?:chown|install|chmod)$/.test(name) &&
      args.some(({ text }) => !text.known || isWithin(path, text.value)),
  );
}

/** Volumes of the image that still belong to root. */
function volumesOfRoot({ stage, state }: TargetImage): string[] {
  const paths = stage.instructions.flatMap(({ instruction }) =>
    instruction.kind === 'VOLUME'
      ? instruction.paths.map(({ value }) => value)
      : [],
  );
  return [...new Set(paths)].filter(
    path => /^\/[^$]*$/.test(path) && !isGivenAway(state, path),
  );
}

/** What a container needs, to run as another user than root. */
export interface NeedsOfUser {
  /** Daemons that open ports and files as root, or change to other users by themselves. */
  daemons: RootProgram[];
  /** User that the entry point of the base image changes to. */
  serverUser: string | undefined;
  /** Path of the program that starts, in the home of root. */
  atHomeOfRoot: boolean;
  /** An environment or packages that were installed into the home of root. */
  installedAtHome: string | undefined;
  /** Path of the program that starts, where only its owner may run it. */
  closedProgram: string | undefined;
  /** Volumes of the image that belong to root. */
  volumes: string[];
  /** A user that the file makes, and does not switch to. */
  madeUser: string | undefined;
  /** A user that the base image has. */
  imageUser: { id: string; name: string } | undefined;
  /** What starts keeps its state in the home of its user. */
  needsHome: boolean;
  /** Where USER goes: behind everything else, or in front of what starts. */
  before: 'ENTRYPOINT' | 'CMD' | undefined;
}

/** What has to be seen to, besides `USER`, where the image runs as root. */
export function needsOfUser(target: TargetImage): NeedsOfUser {
  const { facts, launches, state } = target;
  const program = startProgramOf(target);
  const isOwn = (start: typeof state.entrypoint) =>
    start !== undefined && start.place.instruction !== -1;
  const command = isOwn(state.command) ? 'CMD' : undefined;
  return {
    daemons: daemonsOf(target),
    serverUser: facts && serverUserOf(facts.reference),
    atHomeOfRoot: program !== undefined && isWithin(program, '/root'),
    installedAtHome: state.fs.entries.find(
      ({ path, content }) =>
        isWithin(path, '/root') &&
        /^(?:environment|packages|node-modules)$/.test(content.kind),
    )?.path,
    closedProgram: closedProgramOf(target),
    volumes: volumesOfRoot(target),
    madeUser: unusedUser(target),
    imageUser: facts && imageUserOf(facts.reference),
    needsHome: launches.some(launch =>
      keepsStateAtHome(baseName(launch.program)),
    ),
    before: isOwn(state.entrypoint) ? 'ENTRYPOINT' : command,
  };
}

/** The user of the base image, where that is not root. */
export function baseUserOf({ facts }: TargetImage): string | undefined {
  const own = facts?.user;
  return own !== undefined && isRoot(own) === false ? own : undefined;
}
