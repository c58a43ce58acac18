/** Packages that pip puts beside the Python of the image. */
import { FLASK, JOB, WSGI } from './projects';
import { fails, STARTS, type ProofCase } from './types';

const BUILDER = `FROM python:3.13-slim-trixie AS builder
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .

FROM python:3.13-slim-trixie
WORKDIR /app
`;
const GUNICORN = 'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]\n';
const MODULE =
  'CMD ["python", "-m", "gunicorn", "--bind", "0.0.0.0:8000", "app:app"]\n';
const SITE = '/usr/local/lib/python3.13/site-packages';

export const systemInstalls: readonly ProofCase[] = [
  {
    name: 'deps-lost',
    dockerfile: `${BUILDER}COPY --from=builder /app /app\n${GUNICORN}`,
    files: FLASK,
    port: 8000,
    reality: fails(/gunicorn/),
    rules: ['deps-not-copied'],
  },
  {
    name: 'deps-lost-script',
    dockerfile: `${BUILDER}COPY --from=builder /app /app\nCMD ["python", "app.py"]\n`,
    files: FLASK,
    port: 8000,
    reality: fails(/ModuleNotFoundError: No module named 'flask'/),
    rules: ['deps-not-copied'],
  },
  {
    name: 'packages-without-scripts',
    dockerfile: `${BUILDER}COPY --from=builder ${SITE} ${SITE}\nCOPY --from=builder /app /app\n${GUNICORN}`,
    files: WSGI,
    port: 8000,
    reality: fails(/gunicorn/),
    rules: ['console-scripts-not-copied'],
  },
  {
    name: 'packages-by-module',
    dockerfile: `${BUILDER}COPY --from=builder ${SITE} ${SITE}\nCOPY --from=builder /app /app\n${MODULE}`,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'packages-and-scripts',
    dockerfile: `${BUILDER}COPY --from=builder ${SITE} ${SITE}\nCOPY --from=builder /usr/local/bin/ /usr/local/bin/\nCOPY . .\n${GUNICORN}`,
    files: FLASK,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'packages-by-glob',
    dockerfile: `${BUILDER}COPY --from=builder /usr/local/lib/python3*/site-packages ${SITE}\nCOPY . .\n${MODULE}`,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'one-stage',
    dockerfile: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY job.py .
USER 10001:10001
CMD ["python", "job.py"]
`,
    files: JOB,
    reality: STARTS,
  },
];
