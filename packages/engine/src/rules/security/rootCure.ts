import {
  baseUserOf,
  needsOfUser,
  type NeedsOfUser,
  type RootProgram,
} from '../../questions/start/needsOfUser';
import type { TargetImage } from '../../questions/targetImage';
import { imageName } from '../python/words';

type Facts = NonNullable<TargetImage['facts']>;

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

function cureOfDaemon({ daemons }: NeedsOfUser): string | undefined {
  const kinds = Object.keys(CURES) as RootProgram[];
  const first = kinds.find(kind => daemons.includes(kind));
  if (first === 'nginx' && daemons.includes('fpm'))
    return 'Listen on a port above 1023, make the cache, log and run directories of nginx and PHP-FPM writable for a user, and end with that USER.';
  return first && CURES[first];
}

/** Servers that start as root to open their port and their logs: `USER` alone stops them. */
function cureOfServer(facts: Facts | undefined): string | undefined {
  const { name = '', tag = '' } = facts?.reference ?? {};
  switch (name) {
    case 'docker.io/library/nginx':
      return `Build on \`nginxinc/nginx-unprivileged${
        /alpine/.test(tag) ? ':alpine' : ''
      }\`, whose default.conf listens on port 8080.`;
    case 'docker.io/library/httpd':
      return 'Listen on a port above 1023, make /usr/local/apache2/logs writable for www-data, and end with `USER www-data`.';
    case 'docker.io/library/php':
      if (/apache/.test(tag))
        return 'Listen on a port above 1023, and end with `USER www-data`.';
      return /fpm/.test(tag)
        ? 'End with `USER www-data`, the user that PHP-FPM runs its workers as.'
        : undefined;
    default:
      return undefined;
  }
}

function cureOfDistroless({ reference }: Facts): string {
  const { tag } = reference;
  const text = imageName(reference.text);
  const nonroot = tag?.startsWith('debug') ? 'debug-nonroot' : 'nonroot';
  const name = tag === undefined ? text : text.slice(0, -(tag.length + 1));
  return `Build on its tag \`${name}:${nonroot}\`, which runs as user 65532.`;
}

/** "before CMD", "at the end" */
function placeOfUser({ before }: NeedsOfUser): string {
  return before === undefined ? 'at the end' : `before ${before}`;
}

/** What keeps another user from starting the program. */
function cureOfProgram(needs: NeedsOfUser): string | undefined {
  const place = placeOfUser(needs);
  if (needs.atHomeOfRoot)
    return `Move the program out of /root, which only root may enter, and add \`USER 10001\` ${place}.`;
  if (needs.installedAtHome !== undefined)
    return `Install outside of /root, which only root may enter${
      /\/virtualenvs\//.test(needs.installedAtHome)
        ? ' (`PIPENV_VENV_IN_PROJECT=1`)'
        : ''
    }, and add \`USER 10001\` ${place}.`;
  return needs.closedProgram === undefined
    ? undefined
    : `Let others run ${needs.closedProgram} with \`chmod 755\`, and add \`USER 10001\` ${place}.`;
}

/** A user with what the service writes to. */
function cureByUser(needs: NeedsOfUser): string {
  const { madeUser, imageUser } = needs;
  const place = placeOfUser(needs);
  const [first, ...others] = needs.volumes;
  const folders =
    first &&
    [first, ...(others.length > 0 ? ['the other volumes'] : [])].join(' and ');
  if (madeUser !== undefined)
    return folders
      ? `Give ${folders} to the file's user ${madeUser} with \`chown\`, and add \`USER ${madeUser}\` ${place}.`
      : `Add \`USER ${madeUser}\` ${place}: the file makes this user.`;
  if (imageUser !== undefined)
    return folders
      ? `Give ${folders} to the image's user ${imageUser.name} with \`chown\`, and add \`USER ${imageUser.id}\` ${place}.`
      : `Add \`USER ${imageUser.id}\` ${place}, the number of the image's user \`${imageUser.name}\`.`;
  const home = needs.needsHome ? ' with a home' : '';
  return folders
    ? `Add a user${home}, give it ${folders} with \`chown\`, and add \`USER 10001\` ${place}.`
    : `Add a user${home}, and \`USER 10001\` ${place}.`;
}

/** How to run as another user an image that sets none. */
export function cureOfRoot(target: TargetImage): string {
  const { facts } = target;
  const needs = needsOfUser(target);
  const known = cureOfServer(facts) ?? cureOfDaemon(needs);
  if (known !== undefined) return known;
  if (facts?.entry === 'distroless') return cureOfDistroless(facts);
  if (needs.serverUser !== undefined)
    return `End with \`USER ${needs.serverUser}\`, the user that its entry point changes to.`;
  const ofProgram = cureOfProgram(needs);
  if (ofProgram !== undefined) return ofProgram;
  return facts?.shell === false
    ? `Add \`USER 10001\` ${placeOfUser(
        needs,
      )}: a number needs no entry in /etc/passwd.`
    : cureByUser(needs);
}

/** How to end an image that changes to root and stays there. */
export function cureOfUserRoot(target: TargetImage): string {
  const own = baseUserOf(target);
  return own === undefined
    ? 'End with a user of its own, e.g. `USER 10001`.'
    : `End with \`USER ${own}\`, the user of the base image.`;
}
