/** pip with --prefix, --target, --root and --user. */
import { JOB, WSGI } from './projects';
import { fails, STARTS, type ProofCase } from './types';

const SLIM = 'FROM python:3.13-slim-trixie';
const GUNICORN = 'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]\n';
const MODULE =
  'CMD ["python", "-m", "gunicorn", "--bind", "0.0.0.0:8000", "app:app"]\n';

/** A builder that installs in some way and a final stage with the code in /app. */
function twoStages(install: string, carry: string): string {
  return `${SLIM} AS builder
COPY requirements.txt /tmp/requirements.txt
${install}

${SLIM}
WORKDIR /app
${carry}
COPY . .
`;
}

const USER_INSTALL =
  'RUN pip install --user --no-cache-dir -r /tmp/requirements.txt';
const TO_USR_LOCAL =
  'RUN pip install --no-cache-dir --prefix=/install -r /tmp/requirements.txt';
const TO_TARGET =
  'RUN pip install --no-cache-dir --target=/deps -r /tmp/requirements.txt';

const prefixes: readonly ProofCase[] = [
  {
    name: 'prefix-to-usr-local',
    dockerfile:
      twoStages(TO_USR_LOCAL, 'COPY --from=builder /install /usr/local') +
      GUNICORN,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'prefix-elsewhere',
    dockerfile:
      twoStages(TO_USR_LOCAL, 'COPY --from=builder /install /opt/deps') +
      MODULE,
    files: WSGI,
    port: 8000,
    reality: fails(/No module named gunicorn/),
    rules: ['prefix-not-on-path'],
  },
  {
    name: 'prefix-with-pythonpath',
    dockerfile:
      twoStages(
        TO_USR_LOCAL,
        'COPY --from=builder /install /opt/deps\nENV PYTHONPATH=/opt/deps/lib/python3.13/site-packages',
      ) + MODULE,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'target-with-pythonpath',
    dockerfile: `${twoStages(
      TO_TARGET,
      'COPY --from=builder /deps /deps\nENV PYTHONPATH=/deps',
    )}CMD ["python", "job.py"]\n`,
    files: JOB,
    reality: STARTS,
  },
  {
    name: 'target-without-pythonpath',
    dockerfile: `${twoStages(
      TO_TARGET,
      'COPY --from=builder /deps /deps',
    )}CMD ["python", "job.py"]\n`,
    files: JOB,
    reality: fails(/No module named 'click'/),
    rules: ['target-not-on-pythonpath'],
  },
  {
    name: 'target-beside-the-code',
    dockerfile: `${twoStages(
      TO_TARGET,
      'COPY --from=builder /deps /app',
    )}CMD ["python", "job.py"]\n`,
    files: JOB,
    reality: STARTS,
  },
  {
    name: 'root-flag',
    dockerfile: `${twoStages(
      'RUN pip install --no-cache-dir --root=/out -r /tmp/requirements.txt',
      'COPY --from=builder /out/ /',
    )}CMD ["python", "job.py"]\n`,
    files: JOB,
    reality: STARTS,
  },
];

const users: readonly ProofCase[] = [
  {
    name: 'user-carried',
    dockerfile:
      twoStages(
        USER_INSTALL,
        'COPY --from=builder /root/.local /root/.local\nENV PATH=/root/.local/bin:$PATH',
      ) + GUNICORN,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'user-not-carried',
    dockerfile:
      twoStages(USER_INSTALL, 'ENV PATH=/root/.local/bin:$PATH') + MODULE,
    files: WSGI,
    port: 8000,
    reality: fails(/No module named gunicorn/),
    rules: ['user-install-not-copied'],
  },
  {
    name: 'user-path-missing',
    dockerfile:
      twoStages(USER_INSTALL, 'COPY --from=builder /root/.local /root/.local') +
      GUNICORN,
    files: WSGI,
    port: 8000,
    reality: fails(/gunicorn.*not found/),
    rules: ['install-dir-not-on-path'],
  },
  {
    name: 'user-path-missing-by-module',
    dockerfile:
      twoStages(USER_INSTALL, 'COPY --from=builder /root/.local /root/.local') +
      MODULE,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'user-unreadable',
    dockerfile: `${twoStages(
      USER_INSTALL,
      'COPY --from=builder /root/.local /root/.local\nENV PATH=/root/.local/bin:$PATH',
    )}USER 10001\n${MODULE}`,
    files: WSGI,
    port: 8000,
    reality: fails(/No module named gunicorn|Permission denied/),
    rules: ['user-install-unreadable'],
  },
  {
    name: 'user-script-in-own-home',
    dockerfile: `${twoStages(
      USER_INSTALL,
      `RUN useradd --create-home --uid 10001 app
COPY --from=builder --chown=app:app /root/.local /home/app/.local
ENV PATH=/home/app/.local/bin:$PATH`,
    )}USER app\n${GUNICORN}`,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'user-base',
    dockerfile: `${SLIM} AS builder
ENV PYTHONUSERBASE=/opt/packages
COPY requirements.txt .
RUN pip install --user --no-cache-dir -r requirements.txt

${SLIM}
ENV PYTHONUSERBASE=/opt/packages PATH=/opt/packages/bin:$PATH
COPY --from=builder /opt/packages /opt/packages
WORKDIR /app
COPY app.py .
USER 10001:10001
${GUNICORN}`,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'user-base-forgotten',
    dockerfile: `${SLIM} AS builder
ENV PYTHONUSERBASE=/opt/packages
COPY requirements.txt .
RUN pip install --user --no-cache-dir -r requirements.txt

${SLIM}
COPY --from=builder /opt/packages /opt/packages
WORKDIR /app
COPY job.py .
CMD ["python", "job.py"]
`,
    files: JOB,
    rules: ['user-base-not-searched'],
    reality: fails(/No module named 'click'/),
  },
];

export const pipTargets: readonly ProofCase[] = [...prefixes, ...users];
