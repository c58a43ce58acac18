/** Another minor, another path, no shell. */
import { FLASK, JOB, WSGI } from './projects';
import { fails, STARTS, stops, type ProofCase } from './types';

const SLIM = 'FROM python:3.13-slim-trixie';
const VENV = `${SLIM} AS builder
COPY requirements.txt .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

`;
const APT =
  'RUN apt-get update && apt-get install -y --no-install-recommends python3 && rm -rf /var/lib/apt/lists/*\n';

export const interpreters: readonly ProofCase[] = [
  {
    name: 'minor-mismatch-venv',
    dockerfile: `${VENV}FROM python:3.11-slim-bookworm
WORKDIR /app
COPY app.py .
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
`,
    files: WSGI,
    port: 8000,
    reality: fails(/No module named 'gunicorn'/),
    rules: ['python-minor-mismatch'],
  },
  {
    name: 'minor-mismatch-packages',
    dockerfile: `${SLIM} AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.11-slim-bookworm
WORKDIR /app
COPY job.py .
COPY --from=builder /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages
CMD ["python", "job.py"]
`,
    files: JOB,
    reality: fails(/No module named 'click'/),
    rules: ['python-minor-mismatch'],
  },
  {
    name: 'minor-mismatch-compiled',
    dockerfile: `${SLIM} AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir --target=/deps -r requirements.txt

FROM python:3.11-slim-bookworm
WORKDIR /app
COPY job.py .
COPY --from=builder /deps /deps
ENV PYTHONPATH=/deps
CMD ["python", "job.py"]
`,
    files: {
      'requirements.txt': 'pydantic-core==2.33.2\ntyping-extensions==4.14.0\n',
      'job.py': 'import pydantic_core\n\nprint(pydantic_core.__version__)\n',
    },
    reality: fails(/No module named 'pydantic_core/),
    rules: ['python-minor-mismatch'],
  },
  {
    name: 'older-minor',
    dockerfile: `FROM python:3.11-slim-bookworm AS builder
COPY requirements.txt .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.11-slim-bookworm
WORKDIR /app
COPY app.py .
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
`,
    files: FLASK,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'venv-into-debian',
    dockerfile: `${VENV}FROM debian:trixie-slim
${APT}WORKDIR /app
COPY job.py .
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/python", "job.py"]
`,
    files: JOB,
    reality: fails(/no such file|not found/i),
    rules: ['interpreter-path-mismatch'],
  },
  {
    name: 'venv-of-debian',
    dockerfile: `FROM debian:trixie-slim AS builder
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv
COPY requirements.txt .
RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

${SLIM}
WORKDIR /app
COPY job.py .
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["/opt/venv/bin/python", "job.py"]
`,
    files: JOB,
    reality: fails(/no such file|not found/i),
    rules: ['interpreter-path-mismatch'],
  },
  {
    name: 'venv-on-debian',
    dockerfile: `FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv
WORKDIR /app
COPY . .
RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt
CMD ["/opt/venv/bin/python", "job.py"]
`,
    files: JOB,
    reality: STARTS,
  },
  {
    name: 'distroless-packages',
    dockerfile: `${SLIM} AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir --target=/deps -r requirements.txt

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /app
COPY --from=builder /deps /deps
COPY job.py .
ENV PYTHONPATH=/deps
CMD ["job.py"]
`,
    files: JOB,
    reality: STARTS,
  },
  {
    name: 'distroless-venv-at-another-path',
    dockerfile: `${VENV}FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /app
COPY --from=builder /opt/venv /opt/venv
COPY job.py .
ENTRYPOINT ["/opt/venv/bin/python", "job.py"]
`,
    files: JOB,
    reality: fails(/no such file|not found/i),
    rules: ['interpreter-path-mismatch'],
  },
  {
    name: 'distroless-shell-form',
    dockerfile: `${SLIM} AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir --target=/deps -r requirements.txt

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /app
COPY --from=builder /deps /deps
COPY job.py .
ENV PYTHONPATH=/deps
ENTRYPOINT python3 job.py
`,
    files: JOB,
    reality: fails(/\/bin\/sh/),
    rules: ['shell-needed-but-absent'],
  },
  {
    name: 'distroless-run',
    dockerfile: `FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /app
COPY job.py .
RUN mkdir -p /app/data
CMD ["job.py"]
`,
    files: JOB,
    reality: stops(/\/bin\/sh|exec/),
    rules: ['shell-needed-but-absent'],
  },
];
