import { defineRule } from '../defineRule';
import { judgeLoss } from './depsNotCopied';
import { atLine, startClause, whatIsInstalled } from './words';

export const venvBypassed = defineRule({
  id: 'venv-bypassed',
  title: 'pip installs past the virtual environment',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 12,
  aliases: [],
  docs: {
    what: 'Finds a virtual environment that travels into the image while the packages went into the system Python of the build stage.',
    why: '`VIRTUAL_ENV` alone does not redirect pip, and `. venv/bin/activate` lasts only until the end of its RUN. The environment that is copied is empty.',
    example:
      'RUN python -m venv /opt/venv\nENV VIRTUAL_ENV=/opt/venv\nRUN pip install -r requirements.txt',
    instead:
      'RUN python -m venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nRUN pip install -r requirements.txt',
    exceptions: '`uv pip` and Poetry do obey `VIRTUAL_ENV`.',
  },
  check: build =>
    judgeLoss(
      build,
      'bypassed',
      ({ install, environment }) =>
        `\`${install.tool}\` puts ${whatIsInstalled(install)} into ${
          install.target.packages ?? 'the system'
        } (${atLine(install.range)}), not into ${
          environment?.path ?? 'the environment'
        } made in ${
          environment ? atLine(environment.place.range) : 'this stage'
        }: only the empty environment is copied, so ${startClause(
          build,
        )}. Put ${
          environment?.path ?? 'it'
        }/bin first on the PATH before installing.`,
    ),
});
