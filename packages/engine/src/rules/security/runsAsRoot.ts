import { isRoot } from '../../contents';
import type { ImageFacts } from '../../images';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, unknown } from '../../verdict';

export const runsAsRoot = defineRule({
  id: 'runs-as-root',
  title: 'The container runs as root',
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
      'Images that already run as another user (`:nonroot`, UBI, hardened) need no USER.',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no stage that ships.');
    const { user } = target.state;
    const root = isRoot(user.name);
    if (root === undefined)
      return unknown(`${user.reason ?? 'The user is not known'}.`);
    if (!root) return failWith([]);
    const starts =
      (target.startup.launches.some(
        ({ start }) => start.line.form === 'exec',
      ) &&
        dropsRights(
          target.state.entrypoint?.line.words.map(({ value }) => value) ?? [],
        )) ||
      dropsRights(
        target.state.command?.line.words.map(({ value }) => value) ?? [],
      );
    if (starts) return unknown('The start command changes the user by itself.');
    const base =
      build.stages[target.stage.chain[target.stage.chain.length - 1]];
    return failWith([
      user.place
        ? {
            message: `USER says ${user.name} (line ${user.place.range.start.line}): the container runs as root. End with a user of its own, e.g. \`USER 10001\`.`,
            range: user.place.range,
          }
        : {
            message: `No USER says otherwise, so the container runs as root, the user of ${
              target.facts?.reference.text ?? 'the base image'
            }. ${cure(target.facts)}`,
            range:
              target.stage.index === base.index
                ? base.range
                : target.stage.range,
          },
    ]);
  },
});

/** How to run as another user: an image without a shell takes a number, and distroless has a tag for it. */
function cure(facts: ImageFacts | undefined): string {
  if (facts?.entry === 'distroless') {
    const { text, tag } = facts.reference;
    const nonroot = tag?.startsWith('debug') ? 'debug-nonroot' : 'nonroot';
    const name = tag === undefined ? text : text.slice(0, -(tag.length + 1));
    return `Build on its tag \`${name}:${nonroot}\`, which runs as user 65532.`;
  }
  return facts?.shell === false
    ? 'Write `USER 10001` before CMD: a number needs no entry in /etc/passwd.'
    : 'Add a user, and `USER 10001` before CMD.';
}

function dropsRights(words: readonly string[]): boolean {
  return words.some(word =>
    /(?:^|\/|\s)(?:gosu|su-exec|setpriv|chroot)(?:\s|$)/.test(word),
  );
}
