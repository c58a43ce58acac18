import { defineRule } from '../defineRule';
import { judgeImportability } from './importability';

export const prefixNotOnPath = defineRule({
  id: 'prefix-not-on-path',
  title: 'Packages of `pip install --prefix` are not importable',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 10,
  aliases: [],
  docs: {
    what: 'Finds packages installed with `--prefix` that are in the image outside the prefix of its Python.',
    why: 'Python imports from the `site-packages` of its own prefix (in the official image `/usr/local`), not from any other.',
    example:
      'RUN pip install --prefix=/install -r requirements.txt\n…\nCOPY --from=builder /install /install',
    instead:
      'RUN pip install --prefix=/install -r requirements.txt\n…\nCOPY --from=builder /install /usr/local',
  },
  check: build =>
    judgeImportability(
      build,
      'prefix',
      () => 'Copy them to /usr/local, the prefix of the Python in the image.',
    ),
});
