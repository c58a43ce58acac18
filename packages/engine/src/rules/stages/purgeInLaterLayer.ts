import { listOf } from '../python/words';
import { packageUse } from '../../questions/buildPackages';
import { defineRule } from '../defineRule';
import { failWith, notApplicable } from '../../verdict';

export const purgeInLaterLayer = defineRule({
  id: 'purge-in-later-layer',
  title: 'Build packages are purged too late',
  passing: 'Build packages are purged in their own layer',
  category: 'build-separation',
  severity: 'medium',
  level: 'gold',
  weight: 3,
  aliases: [],
  docs: {
    what: 'Finds compilers and headers that one RUN installs and a later RUN removes.',
    why: 'Every RUN is a layer. The later one only hides the files; the layer that holds them ships.',
    example:
      'RUN apt-get update && apt-get install -y gcc\nRUN pip install -r requirements.txt\nRUN apt-get purge -y gcc',
    instead:
      'RUN apt-get update && apt-get install -y gcc \\\n    && pip install -r requirements.txt \\\n    && apt-get purge -y --auto-remove gcc',
    exceptions: 'Better still is a build stage.',
  },
  check(build) {
    if (!build.target) return notApplicable('There is no final stage.');
    const late = build
      .packageFate()
      .filter(
        ({ name, removed }) =>
          packageUse(name) !== 'other' && removed && !removed.sameLayer,
      );
    const removals = build.packageFate().filter(({ removed }) => removed);
    if (removals.length === 0) return notApplicable('No packages are removed.');
    const [first] = late;
    if (!first?.removed) return failWith([]);
    const names = [...new Set(late.map(({ name }) => name))];
    return failWith([
      {
        message: `${listOf(names)} ${
          names.length === 1 ? 'is' : 'are'
        } removed (line ${
          first.removed.range.start.line
        }) in a later RUN than installs ${
          names.length === 1 ? 'it' : 'them'
        } (line ${first.installed.range.start.line}): ${
          names.length === 1 ? 'it stays' : 'they stay'
        } in the first layer. Do both in one RUN, or compile in a build stage.`,
        range: first.removed.range,
        trace: [
          build.trace(first.installed.range, 'this layer holds the packages'),
          build.trace(first.removed.range, 'this layer only hides them'),
        ],
      },
    ]);
  },
});
