/** Builds that stop, start commands that miss, and how stages and arguments hang together. */
import { FLASK, JOB, WSGI } from './projects';
import { fails, STARTS, stops, type ProofCase } from './types';

const SLIM = 'FROM python:3.13-slim-trixie';
const VENV = `${SLIM} AS builder
COPY requirements.txt .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

${SLIM}
WORKDIR /app
`;
const CARRY = 'COPY --from=builder /opt/venv /opt/venv\n';
const ON_PATH = 'ENV PATH="/opt/venv/bin:$PATH"\n';
const JOB_START = 'CMD ["python", "job.py"]\n';
const GUNICORN = 'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]\n';

const stopped: readonly ProofCase[] = [
  {
    name: 'source-of-stage-missing',
    dockerfile: `${SLIM} AS builder
RUN python -m venv --without-pip /opt/venv

${SLIM}
COPY --from=builder /venv /opt/venv
CMD ["/opt/venv/bin/python", "-V"]
`,
    reality: stops(/no such file|no items matching/),
    rules: ['copy-source-missing'],
  },
  {
    name: 'source-of-context-missing',
    dockerfile: `${SLIM}\nWORKDIR /app\nCOPY job.py settings.toml ./\n${JOB_START}`,
    files: JOB,
    reality: stops(/no such file|no items matching/),
    rules: ['copy-source-missing'],
  },
  {
    name: 'source-ignored',
    dockerfile: `${SLIM}\nWORKDIR /app\nCOPY requirements.txt job.py ./\n${JOB_START}`,
    files: { ...JOB, '.dockerignore': '*.txt\n' },
    reality: stops(/no such file|no items matching|filtered out/),
    rules: ['copy-source-missing'],
  },
  {
    name: 'stage-misspelt',
    dockerfile: VENV + CARRY.replace('builder', 'biulder') + JOB_START,
    files: JOB,
    reality: stops(/biulder/),
    rules: ['unknown-copy-from'],
  },
  {
    name: 'requirements-not-copied',
    dockerfile: `${SLIM}\nWORKDIR /app\nCOPY job.py .\nRUN pip install -r requirements.txt\n${JOB_START}`,
    files: JOB,
    reality: stops(/No such file.*requirements\.txt/),
    rules: ['lockfile-missing'],
  },
];

const commands: readonly ProofCase[] = [
  {
    name: 'code-missing',
    dockerfile: VENV + CARRY + ON_PATH + GUNICORN,
    files: WSGI,
    port: 8000,
    reality: fails(/No module named 'app'/),
    rules: ['app-code-missing'],
  },
  {
    name: 'code-in-another-folder',
    dockerfile: `${
      VENV + CARRY + ON_PATH
    }COPY job.py /srv/job.py\n${JOB_START}`,
    files: JOB,
    reality: fails(/can't open file '\/app\/job\.py'/),
    rules: ['app-code-missing'],
  },
  {
    name: 'code-ignored',
    dockerfile: `${SLIM}
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir -r requirements.txt

${SLIM}
WORKDIR /app
COPY . .
CMD ["python", "job.py"]
`,
    files: { ...JOB, 'job.py': 'print("done")\n', '.dockerignore': 'job.py\n' },
    reality: fails(/can't open file '\/app\/job\.py'/),
    rules: ['app-code-missing'],
  },
  {
    name: 'entrypoint-missing',
    dockerfile: `${
      VENV + CARRY + ON_PATH
    }COPY app.py .\nENTRYPOINT ["/app/entrypoint.sh"]\n${GUNICORN}`,
    files: WSGI,
    port: 8000,
    reality: fails(/entrypoint\.sh/),
    rules: ['entrypoint-missing'],
  },
  {
    name: 'entrypoint-present',
    dockerfile: `${
      VENV + CARRY + ON_PATH
    }COPY app.py entrypoint.sh ./\nENTRYPOINT ["/app/entrypoint.sh"]\n${GUNICORN}`,
    files: { ...WSGI, 'entrypoint.sh': '#!/bin/sh\nset -e\nexec "$@"\n' },
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'development-server',
    dockerfile: `${
      VENV + CARRY + ON_PATH
    }COPY app.py .\nCMD ["flask", "run", "--host", "0.0.0.0", "--port", "8000"]\n`,
    files: FLASK,
    port: 8000,
    reality: STARTS,
    rules: ['dev-server'],
  },
  {
    name: 'development-server-alone',
    dockerfile: `${
      VENV + CARRY + ON_PATH
    }COPY app.py .\nCMD ["flask", "run", "--host", "0.0.0.0", "--port", "8000"]\n`,
    files: { ...FLASK, 'requirements.txt': 'flask==3.1.1\n' },
    port: 8000,
    reality: STARTS,
    rules: ['dev-server'],
  },
  {
    name: 'shell-form',
    dockerfile: `${
      VENV + CARRY + ON_PATH
    }COPY app.py .\nENV PORT=8000\nCMD exec gunicorn --bind 0.0.0.0:$PORT app:app\n`,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
];

const stages: readonly ProofCase[] = [
  {
    name: 'argument-in-from',
    dockerfile: `ARG PYTHON=3.13
ARG IMAGE=python:$PYTHON-slim-trixie
FROM $IMAGE AS builder
COPY requirements.txt .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM \${IMAGE}
ARG VENV=/opt/venv
WORKDIR /app
COPY --from=builder $VENV $VENV
ENV PATH="$VENV/bin:$PATH"
COPY job.py .
${JOB_START}`,
    files: JOB,
    reality: STARTS,
  },
  {
    name: 'stages-on-one-base',
    dockerfile: `${SLIM} AS base
ENV VIRTUAL_ENV=/opt/venv
ENV PATH="$VIRTUAL_ENV/bin:$PATH"
WORKDIR /app

FROM base AS builder
COPY requirements.txt .
RUN python -m venv $VIRTUAL_ENV && pip install --no-cache-dir -r requirements.txt

FROM base AS test
COPY --from=builder $VIRTUAL_ENV $VIRTUAL_ENV
RUN python -c "import gunicorn"

FROM base AS runtime
COPY --from=0 /etc/os-release /etc/base-release
COPY --from=builder $VIRTUAL_ENV $VIRTUAL_ENV
COPY app.py .
USER 10001
${GUNICORN}`,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'carried-twice',
    dockerfile: `${SLIM} AS builder
COPY requirements.txt .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

${SLIM} AS bundle
COPY --from=builder /opt /bundle/opt
COPY job.py /bundle/app/

${SLIM}
COPY --from=bundle /bundle /
WORKDIR /app
CMD ["/opt/venv/bin/python", "job.py"]
`,
    files: JOB,
    reality: STARTS,
  },
  {
    name: 'triggers-of-a-stage',
    dockerfile: `${SLIM} AS base
ONBUILD WORKDIR /app
ONBUILD COPY requirements.txt ./
ONBUILD RUN pip install --no-cache-dir -r requirements.txt

FROM base
COPY job.py .
${JOB_START}`,
    files: JOB,
    reality: STARTS,
  },
  {
    name: 'full-builder',
    dockerfile: `FROM python:3.13-trixie AS builder
WORKDIR /src
COPY requirements.txt .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --no-binary markupsafe -r requirements.txt

${SLIM}
WORKDIR /app
COPY app.py .
${CARRY}${ON_PATH}${GUNICORN}`,
    files: FLASK,
    port: 8000,
    reality: STARTS,
  },
];

export const builds: readonly ProofCase[] = [
  ...stopped,
  ...commands,
  ...stages,
];
