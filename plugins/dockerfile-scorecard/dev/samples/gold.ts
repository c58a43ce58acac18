import { dockerfile, evaluation, passes, pythonImage } from './build';
import { sampleRules } from './rules';

const text = `# syntax=docker/dockerfile:1
FROM python:3.13-slim-trixie AS build
COPY --from=ghcr.io/astral-sh/uv:0.9.10 /uv /usr/local/bin/uv
WORKDIR /srv
COPY pyproject.toml uv.lock ./
RUN --mount=type=cache,target=/root/.cache/uv \\
    uv sync --locked --no-dev --no-install-project
COPY src ./src
RUN uv sync --locked --no-dev --no-editable

FROM python:3.13-slim-trixie
COPY --from=build /srv/.venv /srv/.venv
ENV PATH="/srv/.venv/bin:$PATH"
USER 10001
EXPOSE 8000
CMD ["uvicorn", "search.main:app", "--host", "0.0.0.0"]
`;

/** Done right. */
export const gold = dockerfile(
  text,
  evaluation({
    path: 'Dockerfile',
    level: 'gold',
    score: 100,
    categories: [
      { category: 'build-separation', earned: 35, applicable: 35 },
      { category: 'base-image', earned: 30, applicable: 30 },
      { category: 'security', earned: 15, applicable: 15 },
      { category: 'efficiency', earned: 12, applicable: 12 },
      { category: 'operability', earned: 8, applicable: 8 },
    ],
    checks: passes(...sampleRules.map(rule => rule.id)),
    stages: [
      {
        index: 0,
        name: 'build',
        startLine: 2,
        endLine: 9,
        baseImage: pythonImage({ line: 2, stage: 0, use: 'build' }),
        isTarget: false,
        reachable: true,
        user: 'root',
        artifacts: [
          {
            path: '/srv/.venv',
            kind: 'environment',
            label: 'fastapi, uvicorn … 14 packages',
            line: 7,
            fate: 'ships',
          },
          {
            path: '/srv/src',
            kind: 'source',
            label: 'search/',
            line: 8,
            fate: 'build-only',
          },
          {
            path: '/usr/local/bin/uv',
            kind: 'binary',
            label: 'uv 0.9.10',
            line: 3,
            fate: 'build-only',
          },
        ],
      },
      {
        index: 1,
        startLine: 11,
        endLine: 16,
        baseImage: pythonImage({ line: 11, stage: 1, use: 'final' }),
        isTarget: true,
        reachable: true,
        user: '10001',
        command: 'uvicorn search.main:app --host 0.0.0.0',
        artifacts: [
          {
            path: '/srv/.venv',
            kind: 'environment',
            label: 'fastapi, uvicorn … 14 packages',
            line: 12,
            fate: 'ships',
          },
        ],
      },
    ],
    flows: [
      {
        from: { kind: 'image', reference: 'ghcr.io/astral-sh/uv:0.9.10' },
        to: 0,
        source: '/uv',
        destination: '/usr/local/bin/uv',
        line: 3,
        via: 'copied',
      },
      {
        from: { kind: 'context' },
        to: 0,
        source: 'pyproject.toml',
        destination: '/srv/',
        line: 5,
        via: 'copied',
      },
      {
        from: { kind: 'context' },
        to: 0,
        source: 'uv.lock',
        destination: '/srv/',
        line: 5,
        via: 'copied',
      },
      {
        from: { kind: 'context' },
        to: 0,
        source: 'src',
        destination: '/srv/src',
        line: 8,
        via: 'copied',
      },
      {
        from: { kind: 'stage', stage: 0 },
        to: 1,
        source: '/srv/.venv',
        destination: '/srv/.venv',
        line: 12,
        via: 'copied',
      },
    ],
    baseImages: [
      pythonImage({ line: 2, stage: 0, use: 'build' }),
      {
        reference: 'ghcr.io/astral-sh/uv:0.9.10',
        support: [],
        unknown: 'End of life is not known for this image.',
        use: 'copy',
        stage: 0,
        line: 3,
      },
      pythonImage({ line: 11, stage: 1, use: 'final' }),
    ],
    size: {
      base: { bytes: 43_000_000, basis: 'Registry, 1 November 2026' },
      additions: [
        {
          label: '14 Python packages',
          bytes: 31_000_000,
          basis: 'Wheels of the lock file',
        },
      ],
      savings: [],
    },
  }),
);
