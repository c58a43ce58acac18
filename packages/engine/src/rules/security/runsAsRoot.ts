import { isRoot } from '../../contents';
import { isDropper } from '../../questions/start/droppedUser';
import { supervisedAsUsers } from '../../questions/start/supervisor';
import { rootProgramOf, type RootProgram } from '../../facts/rootPrograms';
import { serverUserOf, stepsDown, stepsDownFor } from '../../facts/serverUsers';
import { baseName, isWithin, resolvePath } from '../../contents/paths';
import type { TargetImage } from '../../questions/targetImage';
import type { ImageFacts } from '../../images';
import { cureOfEmptyArguments } from '../../questions/emptyArguments';
import { imageName, fitting } from '../python/words';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, pass, unknown } from '../../verdict';

/** Images that only AWS Lambda runs. */
const LAMBDA =
  /^(?:public\.ecr\.aws\/lambda\/|docker\.io\/(?:amazon|public\.ecr\.aws)\/aws-lambda-)/;

export const runsAsRoot = defineRule({
  id: 'runs-as-root',
  title: 'The container runs as root',
  passing: 'The container does not run as root',
  category: 'security',
  severity: 'high',
  level: 'silver',
  settles: 'user',
  weight: 8,
  aliases: ['DL3002', 'DS-0002', 'CKV_DOCKER_3', 'CKV_DOCKER_8'],
  docs: {
    what: 'Finds images whose user is root, because nothing says otherwise or because USER says so.',
    why: 'Who breaks out of the service is root in the container, and one step nearer to the host. Many clusters refuse such images.',
    example: 'FROM python:3.14-slim-trixie\nCMD ["gunicorn", "app:app"]',
    instead:
      'FROM python:3.14-slim-trixie\nRUN useradd --system --no-log-init --uid 10001 app\nUSER 10001\nCMD ["gunicorn", "app:app"]',
    exceptions:
      'Images that already run as another user (`:nonroot`, UBI, hardened) need no USER. An entry point that changes the user before it starts the service (`gosu`, `su-exec`, `setpriv`; those of the official databases) is enough.',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const { user } = target.state;
    const root = isRoot(user.name);
    if (root === undefined)
      return unknown(`${user.reason ?? 'The user is not known'}.`);
    if (!root) return failWith([]);
    if (LAMBDA.test(target.facts?.reference.name ?? ''))
      return notApplicable('AWS Lambda runs it as a user of its own.');
    const { user: changed } = target.startup;
    if (changed !== undefined && isRoot(changed) === false) return failWith([]);
    if (startsThroughBase(target)) return pass;
    const supervised = supervisedAs(target);
    if (supervised === 'users') return pass;
    const doubt = supervised === 'root' ? undefined : doubtOfUser(target);
    if (doubt !== undefined) return unknown(doubt);
    if (target.startup.missing && target.facts?.family === 'scratch')
      return notApplicable('Nothing is started in it.');
    const base = build.bottomOf(target.stage);
    return failWith([
      user.place
        ? {
            message:
              user.name === ''
                ? `USER is empty (line ${
                    user.place.range.start.line
                  }), so the container runs as root. ${
                    cureOfEmptyArguments(build, user.place) ||
                    'Write a number, e.g. `USER 10001`.'
                  }`
                : `USER is ${user.name} (line ${user.place.range.start.line}), so the container runs as root. End with a user of its own, e.g. \`USER 10001\`.`,
            range: user.place.range,
          }
        : {
            message: fitting(
              ...[
                `, the default of ${imageName(
                  target.facts?.reference.text ?? 'the base image',
                )}`,
                '',
              ].map(
                note =>
                  `No USER is set, so the container runs as root${note}. ${
                    cureOfLaunch(target) ?? cure(target)
                  }`,
              ),
            ),
            range:
              target.stage.index === base.index
                ? base.range
                : target.stage.range,
          },
    ]);
  },
});

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

/** What servers of packages need besides `USER`, which alone stops them. */
const CURES: Readonly<Partial<Record<RootProgram, string>>> = {
  nginx:
    'Listen on a port above 1023, make its cache, log and run directories writable for a user, and end with that USER.',
  apache:
    'Listen on a port above 1023, make its log and run directories writable for a user, and end with that USER.',
  cron: 'cron needs root: use a scheduler that does not, such as supercronic, and end with `USER 10001`.',
  sshd: 'sshd needs root: run it in a container of its own.',
  fpm: 'End with the user of its pool, e.g. `USER www-data`.',
  init: 'Start the service itself instead of an init system, which needs root, and end with `USER 10001`.',
  other:
    'It starts a program that needs root: drop all capabilities but those that it uses, or choose one that runs without root.',
};

/** What starts is a daemon that opens its port or changes its user as root. */
function cureOfLaunch({ facts, launches }: TargetImage): string | undefined {
  if (cureOfServer(facts) !== undefined) return undefined;
  for (const { program } of launches) {
    const kind = rootProgramOf(baseName(program));
    const found = kind && CURES[kind];
    if (found) return found;
  }
  return undefined;
}

function cureOfServer(facts: ImageFacts | undefined): string | undefined {
  const { name = '', tag = '' } = facts?.reference ?? {};
  if (name === 'docker.io/library/php' && /apache/.test(tag))
    return 'Listen on a port above 1023, and end with `USER www-data`.';
  if (name === 'docker.io/library/php' && /fpm/.test(tag))
    return 'End with `USER www-data`, the user that PHP-FPM runs its workers as.';
  return SERVERS.find(([pattern]) => pattern.test(name))?.[1];
}

/** Words that the image starts with. */
function startWordsOf({ state }: TargetImage): string[] {
  return [state.entrypoint, state.command].flatMap(
    start =>
      start?.line.words.flatMap(({ value }) =>
        start.line.form === 'shell' ? value.split(/\s+/) : [value],
      ) ?? [],
  );
}

/** Nobody but root gets into the home of root. */
function startsInHomeOfRoot(target: TargetImage): boolean {
  const { workdir } = target.state;
  const [program = ''] = startWordsOf(target);
  return (
    program.includes('/') &&
    isWithin(resolvePath(workdir.known ? workdir.value : '/', program), '/root')
  );
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

/** How to run as another user: an image without a shell takes a number, and distroless has a tag for it. */
function cure(target: TargetImage): string {
  const { facts } = target;
  const ofServer = cureOfServer(facts);
  if (ofServer !== undefined) return ofServer;
  if (facts?.entry === 'distroless') {
    const { tag } = facts.reference;
    const text = imageName(facts.reference.text);
    const nonroot = tag?.startsWith('debug') ? 'debug-nonroot' : 'nonroot';
    const name = tag === undefined ? text : text.slice(0, -(tag.length + 1));
    return `Build on its tag \`${name}:${nonroot}\`, which runs as user 65532.`;
  }
  const serverUser = facts && serverUserOf(facts.reference);
  if (serverUser !== undefined)
    return `End with \`USER ${serverUser}\`, the user that its entry point changes to.`;
  const place = placeOfUser(target);
  if (startsInHomeOfRoot(target))
    return `Move the program out of /root, which only root may enter, and add \`USER 10001\` ${place}.`;
  if (facts?.shell === false)
    return `Add \`USER 10001\` ${place}: a number needs no entry in /etc/passwd.`;
  const user = unusedUser(target);
  return user === undefined
    ? `Add a user, and \`USER 10001\` ${place}.`
    : `Add \`USER ${user}\` ${place}: the file makes this user.`;
}

/** The entry point of the base image is in force, and it starts the command as another user. */
function startsThroughBase({ facts, state }: TargetImage): boolean {
  const { entrypoint, command, fs } = state;
  const [script] = entrypoint?.line.words ?? [];
  const isOfBase =
    script === undefined ||
    (entrypoint?.line.form === 'exec' &&
      baseName(script.value) === 'docker-entrypoint.sh' &&
      !fs.entries.some(
        ({ path }) => baseName(path) === 'docker-entrypoint.sh',
      ));
  // a shell is the command that the entry point sees
  const first =
    command?.line.form === 'shell' ? 'sh' : command?.line.words[0]?.value;
  return isOfBase && stepsDownFor(facts?.reference.name ?? '', first);
}

/** Who runs what supervisord starts; undefined where it does not start, or its configuration is not known. */
function supervisedAs(target: TargetImage): 'root' | 'users' | undefined {
  const words = startWordsOf(target);
  if (!words.some(word => /(?:^|\/)supervisord$/.test(word))) return undefined;
  const asUsers = supervisedAsUsers(words, target.state);
  if (asUsers === undefined) return undefined;
  return asUsers ? 'users' : 'root';
}

/** What starts may change the user, and whether it does is not seen. */
function doubtOfUser(target: TargetImage): string | undefined {
  const { facts, state, startup } = target;
  const words = startWordsOf(target);
  if (words.some(word => /^\/init$|(?:^|\/)supervisord\b/.test(word)))
    return 'What starts runs its services as users that its settings name.';
  const drops =
    stepsDown(facts?.reference.name ?? '') ||
    state.packages.some(
      ({ action, names }) => action === 'install' && names.some(isDropper),
    ) ||
    state.fs.entries.some(({ path }) => isDropper(baseName(path)));
  return drops && startup.unknown !== undefined
    ? 'A program that changes the user is in the image, and whether the start script uses it is not known.'
    : undefined;
}
