import { isWithin } from '../../contents/paths';
import { defineRule, failWith, notApplicable, unknown } from '../defineRule';
import { mainCrossings } from './crossings';
import { atLine } from './words';

export const userInstallUnreadable = defineRule({
  id: 'user-install-unreadable',
  title: 'Packages lie in a directory that the user may not read',
  category: 'build-separation',
  severity: 'critical',
  level: 'bronze',
  weight: 10,
  aliases: [],
  docs: {
    what: 'Finds packages below `/root` in an image that runs as another user.',
    why: '`/root` has the mode 0700: to any other user everything below it does not exist.',
    example:
      'COPY --from=builder /root/.local /root/.local\nENV PATH="/root/.local/bin:$PATH"\nUSER 10001',
    instead:
      'COPY --from=builder /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nUSER 10001',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no stage that ships.');
    const own = target.state.installs
      .filter(
        ({ target: { packages } }) =>
          packages !== undefined && isWithin(packages, '/root'),
      )
      .flatMap(install =>
        target
          .entriesOf(install)
          .filter(({ content }) => content.kind === 'packages'),
      );
    const inRoot = [
      ...mainCrossings(build).map(({ entry }) => entry),
      ...own,
    ].filter(({ path }) => isWithin(path, '/root'));
    if (inRoot.length === 0)
      return notApplicable('No packages lie below /root.');
    const root = target.isRoot();
    if (root === undefined)
      return unknown(target.state.user.reason ?? 'The user is not known.');
    if (root) return failWith([]);
    // somebody opened the directory
    const opened = target.state.calls.some(
      ({ name, args }) =>
        (name === 'chmod' || name === 'chown') &&
        args.some(({ text }) => text.known && isWithin(text.value, '/root')),
    );
    if (opened) return unknown('The mode or owner of /root is changed.');
    const { user } = target.state;
    const [entry] = inRoot;
    return failWith([
      {
        message: `The packages lie in ${entry.path} (${atLine(
          entry.layer.range,
        )}), but the container runs as ${user.name}${
          user.place ? ` (${atLine(user.place.range)})` : ''
        }, who may not enter /root. Install into a virtual environment outside /root, e.g. /opt/venv.`,
        range: entry.layer.range,
        trace: [
          build.trace(
            entry.made.range,
            'the packages are installed below /root',
          ),
          build.trace(entry.layer.range, 'they reach the image there'),
          ...(user.place
            ? [
                build.trace(
                  user.place.range,
                  `${user.name} runs and may not read them`,
                ),
              ]
            : []),
        ],
      },
    ]);
  },
});
