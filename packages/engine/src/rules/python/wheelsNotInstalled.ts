import { defineRule } from '../defineRule';
import { judgeLoss } from './depsNotCopied';
import {
  atLine,
  installVerb,
  startClause,
  whatIsInstalled,
  fitting,
  shortStartClause,
} from './words';

export const wheelsNotInstalled = defineRule({
  id: 'wheels-not-installed',
  title: 'Wheels are built but never installed',
  passing: 'The wheels are installed',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 12,
  aliases: [],
  docs: {
    what: 'Finds wheels of `pip wheel` or `pip download` that no install of the image uses.',
    why: 'A wheel is an archive: Python cannot import from a directory of them.',
    example:
      'FROM python:3.14-slim-trixie AS builder\nCOPY requirements.txt ./\nRUN pip wheel --wheel-dir /wheels -r requirements.txt\n\nFROM python:3.14-slim-trixie\nCOPY --from=builder /wheels /wheels\nCMD ["gunicorn", "app:app"]',
    instead:
      'FROM python:3.14-slim-trixie AS builder\nCOPY requirements.txt ./\nRUN pip wheel --wheel-dir /wheels -r requirements.txt\n\nFROM python:3.14-slim-trixie\nRUN --mount=type=bind,from=builder,source=/wheels,target=/wheels \\\n    pip install --no-cache-dir --no-index /wheels/*.whl\nCMD ["gunicorn", "app:app"]',
  },
  check: build =>
    judgeLoss(build, 'wheels', ({ install, copy }) =>
      fitting(
        ...[startClause(build), shortStartClause(build)].map(
          start =>
            `${whatIsInstalled(install)} ${installVerb(
              install,
            )} only built as wheels in ${
              install.target.packages ?? 'the build stage'
            } (${atLine(install.range)})${
              copy ? ` and copied (${atLine(copy.place.range)})` : ''
            }, not installed, so ${start}. Run \`pip install --no-index\` on a bind mount of them.`,
        ),
      ),
    ),
});
