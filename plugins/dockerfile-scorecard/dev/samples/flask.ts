import {
  dockerfile,
  evaluation,
  fails,
  insertBefore,
  passes,
  pythonImage,
  replaceLine,
} from './build';

const text = `FROM python:3.13-slim-trixie AS builder
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=builder /app/ .
EXPOSE 5000
ENV FLASK_APP=app.py
CMD ["flask", "run", "--host=0.0.0.0"]
`;

/** Two stages, a small image, and it cannot start. */
export const flask = dockerfile(
  text,
  evaluation({
    path: 'services/orders/Dockerfile',
    level: 'none',
    score: 58,
    nextLevel: { level: 'bronze', missing: ['deps-not-copied'], open: [] },
    categories: [
      { category: 'build-separation', earned: 12, applicable: 35 },
      { category: 'base-image', earned: 28, applicable: 30 },
      { category: 'security', earned: 5, applicable: 15 },
      { category: 'efficiency', earned: 10, applicable: 12 },
      { category: 'operability', earned: 3, applicable: 8 },
    ],
    checks: [
      fails(text, 'deps-not-copied', {
        line: 9,
        message:
          'flask and 6 other packages are installed into /usr/local/lib/python3.13/site-packages of stage builder (line 4); the final image copies only /app from it (line 9), so flask run cannot start.',
        trace: [
          [
            4,
            'pip installs 7 packages into /usr/local/lib/python3.13/site-packages of builder',
          ],
          [9, 'only /app is copied into the image'],
          [12, 'flask is neither on PATH nor importable'],
        ],
        fixes: [
          {
            title: 'install into a virtual environment and copy it',
            safety: 'safe',
            edits: [
              replaceLine(
                text,
                4,
                'RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt',
              ),
              insertBefore(
                10,
                'COPY --from=builder /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"',
              ),
            ],
          },
        ],
      }),
      fails(text, 'runs-as-root', {
        line: 7,
        message:
          'No USER is set after this FROM, and python:3.13-slim-trixie runs as root. A break-out from the service starts with all rights of the container.',
        trace: [
          [7, 'the base image leaves the user at root'],
          [12, 'the command runs as root'],
        ],
        fixes: [
          {
            title: 'run as user 10001',
            safety: 'review',
            edits: [insertBefore(12, 'USER 10001')],
          },
        ],
      }),
      fails(text, 'lockfile-missing', {
        line: 4,
        message:
          'requirements.txt names flask without a version, so tomorrow’s build may hold other packages than today’s.',
      }),
      fails(text, 'dev-server', {
        line: 12,
        message:
          'flask run is the development server: one request at a time, and its own documentation warns of using it in production.',
      }),
      ...passes(
        'eol-base',
        'unpinned-tag',
        'toolchain-in-final',
        'cache-in-final-layer',
        'secret-in-build-arg',
      ),
      {
        rule: 'cache-busting-order',
        state: 'unknown',
        findings: [],
        reason: 'The files of the build context are not known.',
      },
      {
        rule: 'healthcheck-missing',
        state: 'waived',
        findings: [],
        reason: 'Kubernetes probes are used instead (until 31 January 2027).',
      },
      {
        rule: 'libc-mismatch',
        state: 'not-applicable',
        findings: [],
        reason: 'Both stages are built on the same image.',
      },
    ],
    stages: [
      {
        index: 0,
        name: 'builder',
        startLine: 1,
        endLine: 5,
        baseImage: pythonImage({ line: 1, stage: 0, use: 'build' }),
        isTarget: false,
        reachable: true,
        user: 'root',
        artifacts: [
          {
            path: '/usr/local/lib/python3.13/site-packages',
            kind: 'packages',
            label: 'flask, werkzeug, jinja2 … 7 packages',
            line: 4,
            fate: 'left-behind',
          },
          {
            path: '/app',
            kind: 'source',
            label: 'app.py, src/, requirements.txt',
            line: 5,
            fate: 'ships',
          },
        ],
      },
      {
        index: 1,
        startLine: 7,
        endLine: 12,
        baseImage: pythonImage({ line: 7, stage: 1, use: 'final' }),
        isTarget: true,
        reachable: true,
        user: 'root',
        command: 'flask run --host=0.0.0.0',
        artifacts: [
          {
            path: '/app',
            kind: 'source',
            label: 'app.py, src/, requirements.txt',
            line: 9,
            fate: 'ships',
          },
        ],
      },
    ],
    flows: [
      {
        from: { kind: 'context' },
        to: 0,
        source: 'requirements.txt',
        destination: '/app/',
        line: 3,
        via: 'copied',
      },
      {
        from: { kind: 'context' },
        to: 0,
        source: '.',
        destination: '/app/',
        line: 5,
        via: 'copied',
      },
      {
        from: { kind: 'stage', stage: 0 },
        to: 1,
        source: '/app/',
        destination: '/app/',
        line: 9,
        via: 'copied',
      },
    ],
    baseImages: [
      pythonImage({ line: 1, stage: 0, use: 'build' }),
      pythonImage({ line: 7, stage: 1, use: 'final' }),
    ],
    size: {
      base: { bytes: 43_000_000, basis: 'Registry, 1 November 2026' },
      additions: [],
      savings: [],
    },
  }),
  {
    'deps-not-copied': '2026-10-12T08:00:00Z',
    'runs-as-root': '2025-03-02T08:00:00Z',
  },
);
