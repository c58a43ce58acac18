import { dockerfile, evaluation, fails, passes, pythonImage } from './build';

const names = [
  'base',
  'system-packages',
  'python-deps',
  'node-deps',
  'assets',
  'translations',
  'models',
  'docs',
  'test',
  'lint',
  'package',
];

const text = `${names
  .map(
    (name, index) =>
      `FROM ${
        index === 0 ? 'python:3.9-slim-buster' : 'base'
      } AS ${name}\nRUN make ${name}\n`,
  )
  .join('\n')}
FROM base AS production
COPY config /etc/platform
COPY --from=package /dist /srv
COPY --from=assets /out /srv/static
COPY --from=models /models /srv/models
CMD ["platform"]
`;

const ended = {
  reference: 'python:3.9-slim-buster',
  tag: '3.9-slim-buster',
  endOfLife: '2024-06-30',
};

/** Twelve stages, to see how the graph bears it. */
export const many = dockerfile(
  text,
  evaluation({
    path: 'platform/Dockerfile',
    level: 'none',
    score: 34,
    nextLevel: { level: 'bronze', missing: ['eol-base'], open: [] },
    categories: [
      { category: 'build-separation', earned: 10, applicable: 35 },
      { category: 'base-image', earned: 2, applicable: 30 },
      { category: 'security', earned: 5, applicable: 15 },
      { category: 'efficiency', earned: 9, applicable: 12 },
      { category: 'operability', earned: 0, applicable: 0 },
    ],
    checks: [
      fails(text, 'eol-base', {
        line: 1,
        message:
          'Debian 10 (buster) has had no security updates since 30 June 2024, and Python 3.9 since October 2025. Move to python:3.13-slim-trixie.',
      }),
      fails(
        text,
        'dead-stage',
        {
          line: 25,
          message:
            'Nothing is built on stage test and nothing is copied from it.',
        },
        {
          line: 28,
          message:
            'Nothing is built on stage lint and nothing is copied from it.',
        },
      ),
      ...passes('secret-in-build-arg', 'cache-in-final-layer'),
    ],
    stages: [
      ...names.map((name, index) => ({
        index,
        name,
        startLine: 1 + index * 3,
        endLine: 2 + index * 3,
        ...(index > 0
          ? { fromStage: 0 }
          : {
              baseImage: pythonImage({
                ...ended,
                line: 1,
                stage: 0,
                use: 'build',
              }),
            }),
        isTarget: false,
        reachable: !['test', 'lint', 'docs'].includes(name),
        user: 'root',
        artifacts: ['assets', 'models', 'package'].includes(name)
          ? [
              {
                path: { assets: '/out', models: '/models' }[name] ?? '/dist',
                kind: 'files' as const,
                label: `made by make ${name}`,
                line: 2 + index * 3,
                fate: 'ships' as const,
              },
            ]
          : [],
      })),
      {
        index: 11,
        name: 'production',
        startLine: 34,
        endLine: 38,
        fromStage: 0,
        isTarget: true,
        reachable: true,
        command: 'platform',
        artifacts: [
          {
            path: '/etc/platform',
            kind: 'files',
            label: 'config',
            line: 35,
            fate: 'ships',
          },
          {
            path: '/srv',
            kind: 'files',
            label: 'dist',
            line: 36,
            fate: 'ships',
          },
          {
            path: '/srv/static',
            kind: 'files',
            label: 'out',
            line: 37,
            fate: 'ships',
          },
          {
            path: '/srv/models',
            kind: 'files',
            label: 'models',
            line: 38,
            fate: 'ships',
          },
        ],
      },
    ],
    flows: [
      {
        from: { kind: 'context' },
        to: 11,
        source: 'config',
        destination: '/etc/platform',
        line: 35,
        via: 'copied',
      },
      {
        from: { kind: 'stage', stage: 2 },
        to: 10,
        source: '/wheels',
        destination: '/wheels',
        line: 32,
        via: 'mounted',
      },
      {
        from: { kind: 'stage', stage: 3 },
        to: 4,
        source: '/node_modules',
        destination: '/node_modules',
        line: 14,
        via: 'copied',
      },
      {
        from: { kind: 'stage', stage: 10 },
        to: 11,
        source: '/dist',
        destination: '/srv',
        line: 36,
        via: 'copied',
      },
      {
        from: { kind: 'stage', stage: 4 },
        to: 11,
        source: '/out',
        destination: '/srv/static',
        line: 37,
        via: 'copied',
      },
      {
        from: { kind: 'stage', stage: 6 },
        to: 11,
        source: '/models',
        destination: '/srv/models',
        line: 38,
        via: 'copied',
      },
    ],
    baseImages: [pythonImage({ ...ended, line: 1, stage: 0, use: 'final' })],
  }),
);
