/** Wheels, projects, editable installs and single-file programs. */
import { JOB, PROJECT, WSGI } from './projects';
import { fails, STARTS, type ProofCase } from './types';

const SLIM = 'FROM python:3.13-slim-trixie';
const WHEELS = `${SLIM} AS builder
WORKDIR /src
COPY requirements.txt .
RUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt

${SLIM}
WORKDIR /app
`;
const VENV = `${SLIM} AS builder
WORKDIR /src
COPY . .
RUN python -m venv /opt/venv
`;
const GREETER = `COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["greeter"]
`;

export const wheels: readonly ProofCase[] = [
  {
    name: 'wheels-not-installed',
    dockerfile: `${WHEELS}COPY --from=builder /wheels /wheels
COPY . .
CMD ["python", "job.py"]
`,
    files: JOB,
    reality: fails(/No module named 'click'/),
    rules: ['wheels-not-installed'],
  },
  {
    name: 'wheels-copied-and-installed',
    dockerfile: `${WHEELS}COPY --from=builder /wheels /wheels
COPY . .
RUN pip install --no-cache-dir --no-index --find-links=/wheels -r requirements.txt
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
`,
    files: WSGI,
    port: 8000,
    reality: STARTS,
    rules: ['wheels-left-in-layer'],
  },
  {
    name: 'wheels-mounted',
    dockerfile: `${WHEELS}COPY . .
RUN --mount=type=bind,from=builder,source=/wheels,target=/wheels pip install --no-cache-dir --no-index --find-links=/wheels -r requirements.txt
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
`,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'project-in-environment',
    dockerfile: `${VENV}RUN /opt/venv/bin/pip install --no-cache-dir .

${SLIM}
${GREETER}`,
    files: PROJECT,
    reality: STARTS,
  },
  {
    name: 'editable-without-source',
    dockerfile: `${VENV}RUN /opt/venv/bin/pip install --no-cache-dir -e .

${SLIM}
${GREETER}`,
    files: PROJECT,
    reality: fails(/No module named 'greeter'/),
    rules: ['editable-without-source'],
  },
  {
    name: 'editable-with-source',
    dockerfile: `${VENV}RUN /opt/venv/bin/pip install --no-cache-dir -e .

${SLIM}
COPY --from=builder /src /src
${GREETER}`,
    files: PROJECT,
    reality: STARTS,
  },
  {
    name: 'shiv-archive',
    dockerfile: `${SLIM} AS builder
RUN pip install --no-cache-dir shiv==1.0.8 setuptools==80.9.0
RUN shiv --console-script gunicorn --output-file /service.pyz gunicorn==23.0.0

${SLIM}
WORKDIR /app
COPY app.py .
COPY --from=builder /service.pyz /service.pyz
CMD ["python", "/service.pyz", "--bind", "0.0.0.0:8000", "app:app"]
`,
    files: WSGI,
    port: 8000,
    reality: STARTS,
  },
  {
    name: 'zipapp-archive',
    dockerfile: `${SLIM} AS builder
WORKDIR /src
COPY . .
RUN pip install --no-cache-dir --target build -r requirements.txt && cp job.py build/__main__.py && python -m zipapp build -o /job.pyz

${SLIM}
COPY --from=builder /job.pyz /job.pyz
ENTRYPOINT ["python", "/job.pyz"]
`,
    files: JOB,
    reality: STARTS,
  },
];
