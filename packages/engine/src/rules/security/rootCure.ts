import { isRoot, type StageState } from '../../contents';
import { baseName, isWithin } from '../../contents/paths';
import { imageUserOf } from '../../facts/imageUsers';
import {
  keepsStateAtHome,
  rootProgramOf,
  type RootProgram,
} from '../../facts/rootPrograms';
import { serverUserOf } from '../../facts/serverUsers';
import type { ImageFacts } from '../../images';
import {
  closedProgramOf,
  startProgramOf,
} from '../../questions/start/startProgram';
import type { TargetImage } from '../../questions/targetImage';
import { imageName } from '../python/words';

/** Servers that start as root to open their port and their logs: `USER` alone stops them. */
const SERVERS: readonly (readonly [RegExp, string])[] = [
  [
    /^docker\.io\/library\/nginx$/,
    'Build on `nginxinc/nginx-unprivileged`, which listens on port 8080.',
  ],
  [
    /^docker\.io\/library\/httpd$/,
    'Listen on a port above 1023, make /usr/local/apache2/logs writable for www-data, and end with `USER www-data`.',
  ],
];

/** What daemons of packages need besides `USER`, which alone stops them; what needs most comes first. */
const CURES: Readonly<Record<RootProgram, string>> = {
  init: 'Start the service itself instead of an init system, which needs root, and end with `USER 10001`.',
  sshd: 'sshd needs root: run it in a container of its own.',
  cron: 'cron needs root: use a scheduler that does not, such as supercronic, and end with `USER 10001`.',
  other:
    'It starts a program that needs root: drop all capabilities but those that it uses, or choose one that runs without root.',
  nginx:
    'Listen on a port above 1023, make its cache, log and run directories writable for a user, and end with that USER.',
  apache:
    'Listen on a port above 1023, make its log and run directories writable for a user, and end with that USER.',
  fpm: 'End with the user of its pool, e.g. `USER www-data`.',
};

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

function cureOfDaemon(target: TargetImage): string | undefined {
  const daemons = daemonsOf(target);
  const kinds = Object.keys(CURES) as RootProgram[];
  const first = kinds.find(kind => daemons.includes(kind));
  return first && CURES[first];
}

function cureOfServer(facts: ImageFacts | undefined): string | undefined {
  const { name = '', tag = '' } = facts?.reference ?? {};
  if (name === 'docker.io/library/php' && /apache/.test(tag))
    return 'Listen on a port above 1023, and end with `USER www-data`.';
  if (name === 'docker.io/library/php' && /fpm/.test(tag))
    return 'End with `USER www-data`, the user that PHP-FPM runs its workers as.';
  return SERVERS.find(([pattern]) => pattern.test(name))?.[1];
}

/** A user that the file makes, and does not switch to. */
function unusedUser({ state, stage }: TargetImage): string | undefined {
  const made = [...state.users].filter(
    ([name, { place }]) => place.stage === stage.index && name !== 'root',
  );
  return made.length === 1 ? made[0][0] : undefined;
}

/** Where USER goes: "before CMD", "at the end". */
function placeOfUser({ state: { entrypoint, command } }: TargetImage): string {
  const isOwn = (start: typeof entrypoint) =>
    start !== undefined && start.place.instruction !== -1;
  if (isOwn(entrypoint)) return 'before ENTRYPOINT';
  return isOwn(command) ? 'before CMD' : 'at the end';
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

function cureOfDistroless({ reference }: ImageFacts): string {
  const { tag } = reference;
  const text = imageName(reference.text);
  const nonroot = tag?.startsWith('debug') ? 'debug-nonroot' : 'nonroot';
  const name = tag === undefined ? text : text.slice(0, -(tag.length + 1));
  return `Build on its tag \`${name}:${nonroot}\`, which runs as user 65532.`;
}

/** What keeps another user from starting the program. */
function cureOfProgram(target: TargetImage): string | undefined {
  const path = startProgramOf(target);
  const place = placeOfUser(target);
  if (path !== undefined && isWithin(path, '/root'))
    return `Move the program out of /root, which only root may enter, and add \`USER 10001\` ${place}.`;
  const closed = closedProgramOf(target);
  return closed === undefined
    ? undefined
    : `Let others run ${closed} with \`chmod 755\`, and add \`USER 10001\` ${place}.`;
}

/** A user with what the service writes to. */
function cureByUser(target: TargetImage): string {
  const { facts, launches } = target;
  const place = placeOfUser(target);
  const [first, ...others] = volumesOfRoot(target);
  const folders =
    first &&
    [first, ...(others.length > 0 ? ['the other volumes'] : [])].join(' and ');
  const made = unusedUser(target);
  if (made !== undefined)
    return folders
      ? `Give ${folders} to the file's user ${made} with \`chown\`, and add \`USER ${made}\` ${place}.`
      : `Add \`USER ${made}\` ${place}: the file makes this user.`;
  const ofImage = facts && imageUserOf(facts.reference);
  if (ofImage !== undefined)
    return folders
      ? `Give ${folders} to the image's user ${ofImage.name} with \`chown\`, and add \`USER ${ofImage.id}\` ${place}.`
      : `Add \`USER ${ofImage.id}\` ${place}, the number of the image's user \`${ofImage.name}\`.`;
  const home = launches.some(({ program }) =>
    keepsStateAtHome(baseName(program)),
  )
    ? ' with a home'
    : '';
  return folders
    ? `Add a user${home}, give it ${folders} with \`chown\`, and add \`USER 10001\` ${place}.`
    : `Add a user${home}, and \`USER 10001\` ${place}.`;
}

/** How to run as another user an image that sets none. */
export function cureOfRoot(target: TargetImage): string {
  const { facts } = target;
  const ofServer = cureOfServer(facts);
  if (ofServer !== undefined) return ofServer;
  const ofDaemon = cureOfDaemon(target);
  if (ofDaemon !== undefined) return ofDaemon;
  if (facts?.entry === 'distroless') return cureOfDistroless(facts);
  const serverUser = facts && serverUserOf(facts.reference);
  if (serverUser !== undefined)
    return `End with \`USER ${serverUser}\`, the user that its entry point changes to.`;
  const ofProgram = cureOfProgram(target);
  if (ofProgram !== undefined) return ofProgram;
  return facts?.shell === false
    ? `Add \`USER 10001\` ${placeOfUser(
        target,
      )}: a number needs no entry in /etc/passwd.`
    : cureByUser(target);
}

/** How to end an image that changes to root and stays there. */
export function cureOfUserRoot(target: TargetImage): string {
  const own = target.facts?.user;
  return own !== undefined && isRoot(own) === false
    ? `End with \`USER ${own}\`, the user of the base image.`
    : 'End with a user of its own, e.g. `USER 10001`.';
}
