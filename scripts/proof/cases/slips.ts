/** Small slips that stop a build or a start. */
import { JOB } from './projects';
import { fails, STARTS, stops, type ProofCase } from './types';

const SLIM = 'FROM python:3.13-slim-trixie';
const JOB_START = 'CMD ["python", "job.py"]\n';
const SYSTEM = 'RUN pip install --no-cache-dir -r requirements.txt';

export const slips: readonly ProofCase[] = [
  {
    name: 'folder-without-slash',
    dockerfile: `${SLIM}\nCOPY job.py /app\nCMD ["python", "/app/job.py"]\n`,
    files: JOB,
    reality: fails(/can't open file '\/app\/job\.py'/),
  },
  {
    name: 'code-one-folder-deeper',
    dockerfile: `${SLIM}
WORKDIR /app
COPY requirements.txt .
${SYSTEM}
COPY src src
${JOB_START}`,
    files: {
      'requirements.txt': JOB['requirements.txt'],
      'src/job.py': JOB['job.py'],
    },
    reality: fails(/can't open file '\/app\/job\.py'/),
  },
  {
    name: 'environment-removed',
    dockerfile: `${SLIM} AS builder
COPY requirements.txt .
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt

${SLIM}
COPY --from=builder /opt/venv /opt/venv
WORKDIR /app
COPY job.py .
RUN rm -rf /opt/venv
CMD ["/opt/venv/bin/python", "job.py"]
`,
    files: JOB,
    reality: fails(/no such file|not found/i),
  },
  {
    name: 'user-install-of-another-home',
    dockerfile: `${SLIM} AS builder
COPY requirements.txt .
RUN pip install --user --no-cache-dir -r requirements.txt

${SLIM}
ENV HOME=/home/app
COPY --from=builder /root/.local /root/.local
WORKDIR /app
COPY job.py .
${JOB_START}`,
    files: JOB,
    rules: ['user-base-not-searched'],
    reality: fails(/No module named 'click'/),
  },
  {
    name: 'user-install-without-a-home',
    dockerfile: `${SLIM} AS builder
COPY requirements.txt .
RUN pip install --user --no-cache-dir -r requirements.txt

${SLIM}
COPY --from=builder /root/.local /home/app/.local
WORKDIR /app
COPY job.py .
USER 10001:10001
${JOB_START}`,
    files: JOB,
    rules: ['user-base-not-searched'],
    reality: fails(/No module named 'click'/),
  },
  {
    name: 'constraints-not-copied',
    dockerfile: `${SLIM}
WORKDIR /app
COPY requirements.txt job.py ./
RUN pip install --no-cache-dir -c constraints.txt -r requirements.txt
${JOB_START}`,
    files: { ...JOB, 'constraints.txt': 'click<9\n' },
    rules: ['lockfile-missing'],
    reality: stops(/constraints\.txt/),
  },
  {
    name: 'command-in-single-quotes',
    dockerfile: `${SLIM}\nWORKDIR /app\nCOPY . .\n${SYSTEM}\nCMD ['python', 'job.py']\n`,
    files: JOB,
    rules: ['exec-form-not-json'],
    reality: fails(/not found/),
  },
  {
    name: 'shell-form-after-entrypoint',
    dockerfile: `${SLIM}\nWORKDIR /app\nCOPY . .\n${SYSTEM}\nENTRYPOINT ["python"]\nCMD job.py\n`,
    files: JOB,
    rules: ['shell-form-arguments'],
    reality: fails(/\/bin\/sh/),
  },
  {
    name: 'run-in-single-quotes',
    dockerfile: `${SLIM}\nWORKDIR /app\nCOPY . .\nRUN ['pip', 'install', '-r', 'requirements.txt']\n${JOB_START}`,
    files: JOB,
    rules: ['exec-form-not-json'],
    reality: stops(/\[pip,.*not found/),
  },
  {
    name: 'shell-form-for-a-module',
    dockerfile: `${SLIM}\nWORKDIR /app\nCOPY . .\n${SYSTEM}\nENTRYPOINT ["python", "-m"]\nCMD job\n`,
    files: JOB,
    rules: ['shell-form-arguments'],
    reality: fails(/No module named/),
  },
  {
    name: 'shell-form-behind-env',
    dockerfile: `${SLIM}\nWORKDIR /app\nCOPY . .\n${SYSTEM}\nENTRYPOINT ["env", "A=b"]\nCMD python job.py\n`,
    files: JOB,
    passes: ['shell-form-arguments'],
    reality: STARTS,
  },
  {
    name: 'interpreter-of-another-minor',
    dockerfile: `${SLIM}\nWORKDIR /app\nCOPY . .\n${SYSTEM}\nCMD ["python3.11", "job.py"]\n`,
    files: JOB,
    reality: fails(/python3\.11.*not found/),
  },
  {
    name: 'pip-beside-apt',
    dockerfile: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
WORKDIR /app
COPY . .
${SYSTEM}
CMD ["python3", "job.py"]
`,
    files: JOB,
    rules: ['externally-managed-python'],
    reality: stops(/externally-managed-environment/),
  },
  {
    name: 'pip-beside-apt-allowed',
    dockerfile: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
WORKDIR /app
COPY . .
ENV PIP_BREAK_SYSTEM_PACKAGES=1
${SYSTEM}
CMD ["python3", "job.py"]
`,
    files: JOB,
    passes: ['externally-managed-python'],
    reality: STARTS,
  },
];
