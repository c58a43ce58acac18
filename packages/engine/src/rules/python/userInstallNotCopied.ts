import { defineRule } from '../defineRule';
import { judgeLoss } from './depsNotCopied';
import {
  atLine,
  installVerb,
  startClause,
  whatIsInstalled,
  fitting,
  endOfPath,
  shortStartClause,
} from './words';

export const userInstallNotCopied = defineRule({
  id: 'user-install-not-copied',
  title: 'Packages of `pip install --user` stay in the builder',
  passing: 'Packages of `pip install --user` are in the image',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 12,
  aliases: [],
  docs: {
    what: 'Finds packages that `pip install --user` puts below the home directory of the build stage and that never reach the image.',
    why: '`--user` writes to `$PYTHONUSERBASE` or `~/.local`, which no copy of the application directory brings along.',
    example:
      'FROM python:3.14-slim-trixie AS builder\nRUN pip install --user -r requirements.txt\n\nFROM python:3.14-slim-trixie\nCOPY --from=builder /app /app\nCMD ["python", "-m", "app"]',
    instead:
      'FROM python:3.14-slim-trixie AS builder\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install -r requirements.txt\n\nFROM python:3.14-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nCMD ["python", "-m", "app"]',
  },
  check: build =>
    judgeLoss(build, 'user', ({ install, stage }) =>
      fitting(
        ...[
          [install.target.packages ?? '~/.local', startClause(build)],
          [
            endOfPath(install.target.packages ?? '~/.local'),
            shortStartClause(build),
          ],
        ].map(
          ([path, start]) =>
            `${whatIsInstalled(install)} ${installVerb(
              install,
            )} installed for the user into ${path} of stage ${build.stageName(
              stage.index,
            )} (${atLine(
              install.range,
            )}), and not copied, so ${start}. Install into a virtual environment and copy it.`,
        ),
      ),
    ),
});
