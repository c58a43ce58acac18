import { isRoot } from '../../contents';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, unknown } from '../../verdict';

export const nonNumericUser = defineRule({
  id: 'non-numeric-user',
  title: 'The user is a name, not a number',
  passing: 'The user is a number',
  category: 'security',
  severity: 'low',
  weight: 1,
  aliases: ['DL3066'],
  docs: {
    what: 'Finds USER with a name.',
    why: 'Kubernetes cannot tell from a name whether it is root: with `runAsNonRoot` the pod does not start ("image has non-numeric user").',
    example: 'USER app',
    instead: 'USER 10001',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const { user, users } = target.state;
    if (!user.place) return notApplicable('There is no USER.');
    if (user.name === undefined) return unknown(`${user.reason}.`);
    const name = user.name.split(':')[0];
    if (isRoot(name)) return notApplicable('The user is root.');
    if (/^\d+$/.test(name)) return failWith([]);
    const id = users.get(name)?.id;
    return failWith([
      {
        message: `USER ${user.name} is a name (line ${
          user.place.range.start.line
        }), which Kubernetes cannot check with runAsNonRoot. Write its number${
          id ? `: \`USER ${id}\`` : ', e.g. `USER 10001`'
        }.`,
        range: user.place.range,
      },
    ]);
  },
});
