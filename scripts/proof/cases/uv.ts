/** uv: environments of projects, pip mode, lock files. */
import { JOB, PROJECT } from './projects';
import { fails, STARTS, stops, type ProofCase } from './types';

const SLIM = 'FROM python:3.13-slim-trixie';
const UV = `${SLIM} AS builder
COPY --from=ghcr.io/astral-sh/uv:0.9.26 /uv /bin/uv
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
WORKDIR /app
`;
const FINAL = `
${SLIM}
WORKDIR /app
COPY --from=builder /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
`;
const RIGHT = 'RUN uv sync --locked --no-dev --no-editable\n';

export const uv: readonly ProofCase[] = [
  {
    name: 'uv-sync',
    dockerfile: `${UV}COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project
COPY src src
${RIGHT}${FINAL}USER 10001:10001
CMD ["greeter"]
`,
    files: PROJECT,
    uvLock: true,
    reality: STARTS,
  },
  {
    name: 'uv-sync-editable',
    dockerfile: `${UV}COPY . .
RUN uv sync --locked --no-dev
${FINAL}CMD ["greeter"]
`,
    files: PROJECT,
    uvLock: true,
    reality: fails(/No module named 'greeter'/),
    rules: ['editable-without-source'],
  },
  {
    name: 'uv-sync-editable-with-source',
    dockerfile: `${UV}COPY . .
RUN uv sync --locked --no-dev
${FINAL}COPY src src
CMD ["greeter"]
`,
    files: PROJECT,
    uvLock: true,
    reality: STARTS,
  },
  {
    name: 'uv-sync-code-beside',
    dockerfile: `${UV}COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project
${FINAL}COPY src/greeter greeter
CMD ["python", "-m", "greeter.cli"]
`,
    files: PROJECT,
    uvLock: true,
    reality: STARTS,
  },
  {
    name: 'uv-image-moved',
    dockerfile: `FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim AS builder
ENV UV_PYTHON_DOWNLOADS=never
WORKDIR /build
COPY . .
${RIGHT}
${SLIM}
WORKDIR /app
COPY --from=builder /build/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
CMD ["greeter"]
`,
    files: PROJECT,
    uvLock: true,
    reality: fails(/no such file|not found/i),
    rules: ['venv-relocated'],
  },
  {
    name: 'uv-environment-variable',
    dockerfile: `FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim AS builder
ENV UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=/opt/venv
WORKDIR /build
COPY . .
${RIGHT}
${SLIM}
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/greeter"]
`,
    files: PROJECT,
    uvLock: true,
    reality: STARTS,
  },
  {
    name: 'uv-lock-not-copied',
    dockerfile: `${UV}COPY pyproject.toml ./
COPY src src
${RIGHT}${FINAL}CMD ["greeter"]
`,
    files: PROJECT,
    reality: stops(/lockfile/i),
    rules: ['lockfile-missing'],
  },
  {
    name: 'uv-pip-system',
    dockerfile: `${UV}COPY requirements.txt .
RUN uv pip install --system -r requirements.txt

${SLIM}
WORKDIR /app
COPY --from=builder /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages
COPY job.py .
CMD ["python", "job.py"]
`,
    files: JOB,
    reality: STARTS,
  },
  {
    name: 'uv-pip-environment-variable',
    dockerfile: `${UV}ENV VIRTUAL_ENV=/opt/venv
COPY requirements.txt .
RUN uv venv /opt/venv
RUN uv pip install -r requirements.txt

${SLIM}
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
COPY job.py .
CMD ["/opt/venv/bin/python", "job.py"]
`,
    files: JOB,
    reality: STARTS,
  },
];
