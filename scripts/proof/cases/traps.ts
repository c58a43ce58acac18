/** Uncommon but right: each of these starts, and a hasty reader would say that it cannot. */
import { JOB, WSGI } from './projects';
import { STARTS, type ProofCase } from './types';

const SLIM = 'FROM python:3.13-slim-trixie';
const JOB_START = 'CMD ["python", "job.py"]\n';
const GUNICORN = 'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]\n';
const SITE = '/usr/local/lib/python3.13/site-packages';

/** A job: how the builder installs, and the lines of the final stage. */
function job(name: string, install: string, final: string): ProofCase {
  return {
    name,
    dockerfile: `${SLIM} AS builder
WORKDIR /build
COPY requirements.txt .
${install}

${SLIM}
WORKDIR /app
COPY job.py .
${final}`,
    files: JOB,
    reality: STARTS,
  };
}

/** The same for a service that gunicorn serves. */
function service(name: string, install: string, final: string): ProofCase {
  return {
    ...job(name, install, final.replace('COPY job.py .\n', '')),
    dockerfile: job(name, install, final).dockerfile.replace(
      'COPY job.py .',
      'COPY app.py .',
    ),
    files: WSGI,
    port: 8000,
  };
}

const SYSTEM = 'RUN pip install --no-cache-dir -r requirements.txt';
const TARGET = 'RUN pip install --no-cache-dir -t /deps -r requirements.txt';
const VENV =
  'RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt';
const TAKE_DEPS = 'COPY --from=builder /deps /deps\n';
const TAKE_VENV = 'COPY --from=builder /opt/venv /opt/venv\n';

const carried: readonly ProofCase[] = [
  service(
    'whole-usr-local',
    SYSTEM,
    `COPY --from=builder /usr/local /usr/local\n${GUNICORN}`,
  ),
  service(
    'one-script',
    SYSTEM,
    `COPY --from=builder ${SITE} ${SITE}\nCOPY --from=builder /usr/local/bin/gunicorn /usr/local/bin/gunicorn\n${GUNICORN}`,
  ),
  job('whole-root', SYSTEM, `COPY --from=builder / /\n${JOB_START}`),
  job(
    'copied-by-mount',
    VENV,
    `RUN --mount=type=bind,from=builder,source=/opt,target=/mnt cp -a /mnt/venv /opt/venv\nCMD ["/opt/venv/bin/python", "job.py"]\n`,
  ),
  job(
    'packed-by-tar',
    `${VENV} && tar -czf /venv.tar.gz -C / opt/venv`,
    `COPY --from=builder /venv.tar.gz /tmp/\nRUN tar -xzf /tmp/venv.tar.gz -C / && rm /tmp/venv.tar.gz\nCMD ["/opt/venv/bin/python", "job.py"]\n`,
  ),
  service(
    'user-into-usr-local',
    'RUN pip install --user --no-cache-dir -r requirements.txt',
    `COPY --from=builder /root/.local /usr/local\n${GUNICORN}`,
  ),
  job(
    'wheels-by-glob',
    'RUN pip wheel --no-cache-dir -w /wheels -r requirements.txt',
    `COPY --from=builder /wheels/*.whl /wheels/\nRUN pip install --no-cache-dir /wheels/*.whl && rm -rf /wheels\n${JOB_START}`,
  ),
  service(
    'environment-with-copies',
    'RUN python -m venv --copies /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt',
    `${TAKE_VENV}CMD ["/opt/venv/bin/gunicorn", "--bind", "0.0.0.0:8000", "app:app"]\n`,
  ),
];

const mended: readonly ProofCase[] = [
  service(
    'moved-but-linked',
    'RUN python -m venv /srv/venv && /srv/venv/bin/pip install --no-cache-dir -r requirements.txt',
    `COPY --from=builder /srv/venv /opt/venv\nRUN ln -s /opt/venv /srv/venv\nENV PATH=/srv/venv/bin:$PATH\nCMD exec gunicorn --bind 0.0.0.0:8000 app:app\n`,
  ),
  service(
    'moved-but-rewritten',
    `${VENV} && sed -i 's|#!/opt/venv|#!/srv/venv|' /opt/venv/bin/gunicorn`,
    `COPY --from=builder /opt/venv /srv/venv\nENV PATH=/srv/venv/bin:$PATH\n${GUNICORN}`,
  ),
];

const searched: readonly ProofCase[] = [
  job(
    'path-file',
    TARGET,
    `${TAKE_DEPS}RUN echo /deps > ${SITE}/deps.pth\n${JOB_START}`,
  ),
  job(
    'path-by-env-program',
    TARGET,
    `${TAKE_DEPS}CMD ["env", "PYTHONPATH=/deps", "python", "job.py"]\n`,
  ),
  job(
    'path-in-shell',
    TARGET,
    `${TAKE_DEPS}CMD PYTHONPATH=/deps exec python job.py\n`,
  ),
  job(
    'relative-pythonpath',
    'RUN pip install --no-cache-dir --target=vendor -r requirements.txt',
    `COPY --from=builder /build/vendor vendor\nENV PYTHONPATH=vendor\n${JOB_START}`,
  ),
  service(
    'activated-at-start',
    VENV,
    `${TAKE_VENV}CMD ["sh", "-c", ". /opt/venv/bin/activate && exec gunicorn --bind 0.0.0.0:8000 app:app"]\n`,
  ),
  service(
    'path-in-shell-command',
    VENV,
    `${TAKE_VENV}CMD PATH=/opt/venv/bin:$PATH exec gunicorn --bind 0.0.0.0:8000 app:app\n`,
  ),
  job(
    'pip-target-variable',
    `ENV PIP_TARGET=/deps\n${SYSTEM}`,
    `${TAKE_DEPS}ENV PYTHONPATH=/deps\n${JOB_START}`,
  ),
  job(
    'pip-prefix-variable',
    `ENV PIP_PREFIX=/install\n${SYSTEM}`,
    `COPY --from=builder /install /usr/local\n${JOB_START}`,
  ),
  job(
    'environment-of-the-system',
    `${SYSTEM}\nRUN python -m venv --system-site-packages /opt/venv`,
    `COPY --from=builder ${SITE} ${SITE}\n${TAKE_VENV}CMD ["/opt/venv/bin/python", "job.py"]\n`,
  ),
];

/** A single stage whose lines install and start. */
function single(
  name: string,
  lines: string,
  files: Readonly<Record<string, string>> = JOB,
): ProofCase {
  return {
    name,
    dockerfile: `${SLIM}\nWORKDIR /app\n${lines}`,
    files,
    reality: STARTS,
  };
}

const described: readonly ProofCase[] = [
  single(
    'requirements-mounted',
    `RUN --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt pip install --no-cache-dir -r /tmp/requirements.txt\nCOPY job.py .\n${JOB_START}`,
  ),
  single(
    'requirements-written',
    `RUN echo click==8.1.8 > needs.txt && pip install --no-cache-dir -r needs.txt\nCOPY job.py .\n${JOB_START}`,
  ),
  single(
    'requirements-by-substitution',
    `COPY . .\nRUN pip install --no-cache-dir $(cat requirements.txt)\n${JOB_START}`,
  ),
  single(
    'requirements-in-another-folder',
    `COPY requirements.txt /needs/\nRUN cd /needs && pip install --no-cache-dir -r requirements.txt\nCOPY job.py .\n${JOB_START}`,
  ),
  single(
    'requirements-that-include',
    `COPY needs needs/\nRUN pip install --no-cache-dir -r needs/production.txt\nCOPY job.py .\n${JOB_START}`,
    {
      'job.py': JOB['job.py'],
      'needs/production.txt': '-r base.txt\n',
      'needs/base.txt': 'click==8.1.8\n',
    },
  ),
  single(
    'ignored-but-for-some',
    `COPY . .\nRUN pip install --no-cache-dir -r requirements.txt\n${JOB_START}`,
    { ...JOB, '.dockerignore': '*\n!job.py\n!requirements.txt\n' },
  ),
  single(
    'another-shell',
    `SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nCOPY . .\nRUN pip install --no-cache-dir -r requirements.txt | tail -n 1\nCMD exec python job.py\n`,
  ),
  single(
    'entrypoint-and-command',
    `COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nWORKDIR /srv\nWORKDIR job\nCOPY job.py run.py\nENTRYPOINT ["python"]\nCMD ["run.py"]\n`,
  ),
  {
    name: 'final-from-builder',
    dockerfile: `${SLIM} AS builder\nWORKDIR /app\nCOPY . .\n${SYSTEM}\n\nFROM builder\nRUN rm requirements.txt\n${JOB_START}`,
    files: JOB,
    reality: STARTS,
  },
  {
    name: 'user-of-the-builder',
    dockerfile: `${SLIM} AS builder
RUN useradd --create-home --uid 10001 app
USER app
WORKDIR /home/app
COPY requirements.txt .
${SYSTEM}

${SLIM}
RUN useradd --create-home --uid 10001 app
COPY --from=builder --chown=app /home/app/.local /home/app/.local
WORKDIR /app
COPY job.py .
USER app
${JOB_START}`,
    files: JOB,
    reality: STARTS,
  },
];

export const traps: readonly ProofCase[] = [
  ...carried,
  ...mended,
  ...searched,
  ...described,
];
