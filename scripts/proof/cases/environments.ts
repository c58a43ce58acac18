/** Virtual environments: carried, moved, bypassed. */
import { FLASK, JOB, WSGI } from './projects';
import { fails, STARTS, type ProofCase } from './types';

const SLIM = 'FROM python:3.13-slim-trixie';
const GUNICORN = 'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]\n';
const BUILDER = `${SLIM} AS builder
COPY requirements.txt .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

${SLIM}
WORKDIR /app
COPY . .
`;

/** A builder whose environment is made by the given lines; the final stage copies it. */
function made(lines: string, start: string): string {
  return `${SLIM} AS builder
COPY requirements.txt .
${lines}

${SLIM}
WORKDIR /app
COPY . .
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
${start}`;
}

export const environments: readonly ProofCase[] = [
  {
    name: 'venv-carried',
    dockerfile: `${BUILDER}COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
USER 10001:10001
${GUNICORN}`,
    files: FLASK,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'venv-path-missing',
    dockerfile: `${BUILDER}COPY --from=builder /opt/venv /opt/venv\n${GUNICORN}`,
    files: WSGI,
    port: 8000,
    reality: fails(/gunicorn.*not found/),
    rules: ['install-dir-not-on-path'],
  },
  {
    name: 'venv-by-its-path',
    dockerfile: `${BUILDER}COPY --from=builder /opt/venv /opt/venv
ENTRYPOINT ["/opt/venv/bin/gunicorn"]
CMD ["--bind", "0.0.0.0:8000", "app:app"]
`,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'venv-moved-script',
    dockerfile: `${BUILDER}COPY --from=builder /opt/venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
${GUNICORN}`,
    files: WSGI,
    port: 8000,
    reality: fails(/no such file|not found/i),
    rules: ['venv-relocated'],
  },
  {
    name: 'venv-moved-module',
    dockerfile: `${BUILDER}COPY --from=builder /opt/venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
CMD ["python", "-m", "gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
`,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'venv-renamed-in-builder',
    dockerfile: made(
      'RUN python -m venv /build/env && /build/env/bin/pip install --no-cache-dir -r requirements.txt && mv /build/env /opt/venv',
      GUNICORN,
    ),
    files: WSGI,
    port: 8000,
    reality: fails(/no such file|not found/i),
    rules: ['venv-relocated'],
  },
  {
    name: 'venv-variable-only',
    dockerfile: made(
      'ENV VIRTUAL_ENV=/opt/venv\nRUN python -m venv $VIRTUAL_ENV\nRUN pip install --no-cache-dir -r requirements.txt',
      'CMD ["python", "job.py"]\n',
    ),
    files: JOB,
    reality: fails(/No module named 'click'/),
    rules: ['venv-bypassed'],
  },
  {
    name: 'venv-on-path',
    dockerfile: made(
      'ENV VIRTUAL_ENV=/opt/venv\nENV PATH="$VIRTUAL_ENV/bin:$PATH"\nRUN python -m venv $VIRTUAL_ENV\nRUN pip install --no-cache-dir -r requirements.txt',
      'CMD ["python", "job.py"]\n',
    ),
    files: JOB,
    reality: STARTS,
  },
  {
    name: 'venv-activated-in-another-run',
    dockerfile: made(
      'RUN python -m venv /opt/venv\nRUN . /opt/venv/bin/activate\nRUN pip install --no-cache-dir -r requirements.txt',
      'CMD ["python", "job.py"]\n',
    ),
    files: JOB,
    reality: fails(/No module named 'click'/),
    rules: ['venv-bypassed'],
  },
  {
    name: 'venv-activated-in-the-same-run',
    dockerfile: made(
      'RUN python -m venv /opt/venv && . /opt/venv/bin/activate && pip install --no-cache-dir -r requirements.txt',
      'CMD ["python", "job.py"]\n',
    ),
    files: JOB,
    reality: STARTS,
  },
  {
    name: 'venv-relative',
    dockerfile: `${SLIM} AS builder
WORKDIR /app
COPY requirements.txt .
RUN python -m venv venv
RUN venv/bin/pip install --no-cache-dir -r requirements.txt

${SLIM}
WORKDIR /app
COPY --from=builder /app/venv venv
COPY app.py ./
CMD ["venv/bin/gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
`,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'venv-linked-script',
    dockerfile: `${BUILDER}COPY --from=builder /opt/venv /opt/venv
RUN ln -s /opt/venv/bin/gunicorn /usr/local/bin/gunicorn
${GUNICORN}`,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'venv-closed-to-others',
    dockerfile: `${SLIM} AS builder
COPY requirements.txt .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt && chmod -R go-rwx /opt/venv

${SLIM}
WORKDIR /app
COPY job.py .
COPY --from=builder /opt/venv /opt/venv
USER 10001:10001
CMD ["/opt/venv/bin/python", "job.py"]
`,
    files: JOB,
    rules: ['user-install-unreadable'],
    reality: fails(/permission denied/i),
  },
  {
    name: 'venv-closed-but-given',
    dockerfile: `${SLIM} AS builder
COPY requirements.txt .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt && chmod -R go-rwx /opt/venv

${SLIM}
WORKDIR /app
COPY job.py .
COPY --from=builder --chown=10001:10001 /opt/venv /opt/venv
USER 10001:10001
CMD ["/opt/venv/bin/python", "job.py"]
`,
    files: JOB,
    passes: ['user-install-unreadable'],
    reality: STARTS,
  },
  {
    name: 'venv-behind-umask',
    dockerfile: `${SLIM}
WORKDIR /app
COPY requirements.txt job.py ./
RUN umask 077 && python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt
USER 10001:10001
CMD ["/opt/venv/bin/python", "job.py"]
`,
    files: JOB,
    rules: ['user-install-unreadable'],
    reality: fails(/permission denied/i),
  },
];
