import { dockerfile } from '../dockerfile';
import { defineRule } from '../defineRule';
import { judgeLoss } from './depsNotCopied';
import {
  atLine,
  startClause,
  whatIsInstalled,
  fitting,
  endOfPath,
  shortStartClause,
} from './words';

export const venvBypassed = defineRule({
  id: 'venv-bypassed',
  title: 'pip installs past the virtual environment',
  passing: 'pip installs into the virtual environment',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 12,
  aliases: [],
  docs: {
    what: 'Finds a virtual environment that travels into the image while the packages went into the system Python of the build stage.',
    why: '`VIRTUAL_ENV` alone does not redirect pip, and `. venv/bin/activate` lasts only until the end of its RUN. The environment that is copied is empty.',
    example: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV VIRTUAL_ENV=/opt/venv
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY app.py .
CMD ["gunicorn", "app:app"]
`,
    instead: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY app.py .
CMD ["gunicorn", "app:app"]
`,
    exceptions: '`uv pip` and Poetry do obey `VIRTUAL_ENV`.',
  },
  check: build =>
    judgeLoss(build, 'bypassed', ({ install, environment }) =>
      fitting(
        ...[
          [install.target.packages ?? 'the system', startClause(build)],
          [
            endOfPath(install.target.packages ?? 'the system'),
            shortStartClause(build),
          ],
        ].map(
          ([path, start]) =>
            `\`${install.tool}\` puts ${whatIsInstalled(
              install,
            )} into ${path} (${atLine(install.range)}), and only the empty ${
              environment?.path ?? 'environment'
            } is copied, so ${start}. Put its bin folder first on the PATH.`,
        ),
      ),
    ),
});
