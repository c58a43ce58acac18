import { isRoot } from '../../contents';
import { startWordsOf } from '../../questions/start/startWords';
import { isDropper } from '../../questions/start/droppedUser';
import { supervisedAsUsers } from '../../questions/start/supervisor';
import { stepsDown, stepsDownFor } from '../../facts/serverUsers';
import { baseName } from '../../contents/paths';
import type { Build } from '../../questions/build';
import { stagesOnTop } from '../../questions/stagesOnTop';
import type { TargetImage } from '../../questions/targetImage';
import { cureOfEmptyArguments } from '../../questions/emptyArguments';
import { imageName, fitting } from '../python/words';
import { defineRule } from '../defineRule';
import { cureOfRoot, cureOfUserRoot } from './rootCure';
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
                : `USER is ${user.name} (line ${
                    user.place.range.start.line
                  }), so the container runs as root. ${cureOfUserRoot(target)}`,
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
                  `No USER is set, so the container runs as root${note}. ${cureOfRoot(
                    target,
                  )}${noteOnTop(build)}`,
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

/** Tests on the image run as its user, too. */
function noteOnTop(build: Build): string {
  const [stage] = stagesOnTop(build);
  return stage
    ? ` Begin stage ${build.stageName(stage.index)} with \`USER root\`.`
    : '';
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
