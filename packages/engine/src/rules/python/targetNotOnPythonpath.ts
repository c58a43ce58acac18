import { defineRule } from '../defineRule';
import { judgeImportability } from './importability';

export const targetNotOnPythonpath = defineRule({
  id: 'target-not-on-pythonpath',
  title: 'Packages of `pip install --target` are not importable',
  passing: 'Packages of `pip install --target` are importable',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 10,
  aliases: [],
  docs: {
    what: 'Finds a `--target` directory in the image that neither `PYTHONPATH` nor the start command names.',
    why: '`--target` puts packages flat into one directory. Python looks there only when it is told.',
    example:
      'RUN pip install --target=/deps -r requirements.txt\n…\nCOPY --from=builder /deps /deps\nCMD ["python", "-m", "app"]',
    instead:
      'COPY --from=builder /deps /deps\nENV PYTHONPATH=/deps\nCMD ["python", "-m", "app"]',
    exceptions:
      'A directory that is the working directory of `python -m …` or holds the script that starts is searched anyway.',
  },
  check: build =>
    judgeImportability(
      build,
      'target',
      path => `Add \`ENV PYTHONPATH=${path}\`.`,
    ),
});
