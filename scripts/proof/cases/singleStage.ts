/** Services in one stage, by the installers that people use: the rewrite splits them. */
import { FLASK, JOB, PROJECT, WSGI } from './projects';
import { STARTS, type ProofCase } from './types';

const SLIM = 'FROM python:3.13-slim-trixie';
const FULL = 'FROM python:3.13-trixie';
const GUNICORN = 'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]\n';
const APT = 'apt-get update && apt-get install -y --no-install-recommends';

/** What uv and Pipenv install for a service: nothing of the project itself. Poetry does not read the index of the machine. */
const MANAGED = {
  'app.py': WSGI['app.py'],
  'pyproject.toml': `[project]
name = "service"
version = "1.0.0"
requires-python = ">=3.11"
dependencies = ["gunicorn==23.0.0"]

`,
  Pipfile: `[[source]]
url = "https://pypi.org/simple"
verify_ssl = true
name = "pypi"

[packages]
gunicorn = "==23.0.0"
`,
} as const;

function service(
  name: string,
  dockerfile: string,
  files: ProofCase['files'] = FLASK,
): ProofCase {
  return {
    name: `single-${name}`,
    dockerfile,
    files,
    port: 8000,
    reality: STARTS,
  };
}

export const singleStage: readonly ProofCase[] = [
  service(
    'whole-source-first',
    `${FULL}
WORKDIR /app
COPY . .
# everything that the service imports
RUN pip install -r requirements.txt
EXPOSE 8000
${GUNICORN}`,
  ),
  service(
    'for-a-user',
    `${FULL}
RUN useradd --uid 1001 --create-home app && mkdir /data && chown app /data
USER app
WORKDIR /home/app
COPY requirements.txt ./
RUN pip install --user -r requirements.txt
ENV PATH=/home/app/.local/bin:$PATH
COPY --chown=app . .
${GUNICORN}`,
  ),
  service(
    'with-compilers',
    `${SLIM}
WORKDIR /app
COPY requirements.txt .
RUN ${APT} gcc libc6-dev tini && pip install -r requirements.txt && rm -rf /var/lib/apt/lists/*
COPY . .
ENTRYPOINT ["/usr/bin/tini", "--"]
${GUNICORN}`,
  ),
  service(
    'python-of-debian',
    `FROM debian:trixie-slim
RUN ${APT} python3 python3-pip
WORKDIR /srv
COPY requirements.txt .
RUN pip3 install --break-system-packages -r requirements.txt
COPY . .
${GUNICORN}`,
  ),
  service(
    'uv-sync',
    `${SLIM}
COPY --from=ghcr.io/astral-sh/uv:0.9.26 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml ./
RUN uv sync --no-dev --no-install-project
COPY . .
CMD ["uv", "run", "--no-sync", "gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
`,
    MANAGED,
  ),
  service(
    'uv-pip-into-the-system',
    `${SLIM}
COPY --from=ghcr.io/astral-sh/uv:0.9.26 /uv /bin/uv
WORKDIR /app
COPY requirements.txt ./
RUN uv pip install --system -r requirements.txt
COPY . .
${GUNICORN}`,
  ),
  service(
    'pipenv',
    `${SLIM}
RUN pip install pipenv==2025.0.4
WORKDIR /app
COPY Pipfile ./
RUN pipenv install --system --skip-lock
COPY . .
${GUNICORN}`,
    MANAGED,
  ),
  service(
    'front-end-beside-it',
    `${SLIM} AS web
WORKDIR /web
RUN echo hello > index.html

${FULL}
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY --from=web /web ./static
COPY app.py .
${GUNICORN}`,
  ),
  {
    name: 'single-project',
    dockerfile: `${FULL}
WORKDIR /app
COPY . .
RUN pip install .
CMD ["greeter"]
`,
    files: PROJECT,
    reality: STARTS,
  },
  {
    name: 'single-lower-case',
    dockerfile: `${FULL.toLowerCase()}
workdir /app
copy requirements.txt .
run pip install -r requirements.txt
copy . .
cmd ["python", "job.py"]
`,
    files: JOB,
    reality: STARTS,
  },
  {
    name: 'single-arguments-and-tests',
    dockerfile: `ARG PYTHON=3.13
FROM python:$PYTHON-trixie AS app
ARG REVISION
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
LABEL revision=$REVISION
COPY . .
CMD ["python", "job.py"]

FROM app AS test
RUN python -m unittest
`,
    files: {
      ...JOB,
      'test_job.py':
        'import unittest\n\n\nclass Test(unittest.TestCase):\n    def test(self):\n        pass\n',
    },
    reality: STARTS,
  },
];
