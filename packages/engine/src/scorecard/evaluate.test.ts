import fc from 'fast-check';
import { resolvePolicy } from '../policy';
import { evaluateDockerfile } from './evaluate';
import { asJudged } from './findings';
import { LARGEST_DOCKERFILE } from './notJudged';

const TODAY = '2026-11-23';
const all = resolvePolicy({ profile: 'all' });

const GOLD = [
  'FROM python:3.14-slim-trixie AS builder',
  'RUN python -m venv /opt/venv',
  'COPY requirements.txt .',
  'RUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt',
  '',
  'FROM python:3.14-slim-trixie',
  'WORKDIR /app',
  'COPY --from=builder /opt/venv /opt/venv',
  'COPY src/ ./src/',
  'ENV PATH="/opt/venv/bin:$PATH"',
  'USER 10001',
  'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "src.app:app"]',
  '',
].join('\n');

const context = {
  dockerignore: null,
  hasUpdateBot: true,
  manifests: { 'requirements.txt': 'flask==3.1.2\ngunicorn==23.0.0\n' },
};

function evaluate(text: string, policy = all) {
  return asJudged(
    evaluateDockerfile({
      path: 'Dockerfile',
      text,
      context,
      policy,
      today: TODAY,
    }),
  );
}

describe('level and score', () => {
  it('gives gold and 100 to a file in which nothing fails', () => {
    expect(evaluate(GOLD)).toMatchObject({
      level: 'gold',
      score: 100,
      nextLevel: null,
    });
  });

  it('names what is missing for the next level', () => {
    const { level, nextLevel } = evaluate(GOLD.replace('USER 10001\n', ''));
    expect([level, nextLevel]).toEqual([
      'bronze',
      { level: 'silver', missing: ['runs-as-root'], open: [] },
    ]);
  });

  it.each([
    ['build-separation', 'COPY --from=builder /opt/venv /opt/venv\n', ''],
    ['build-separation', 'FROM', 'FORM'],
  ])('takes all points of %s where it keeps bronze away', (part, from, to) => {
    const { level, score, categories } = evaluate(GOLD.replace(from, to));
    expect([
      level,
      categories.find(({ category }) => category === part)?.earned,
    ]).toEqual(['none', 0]);
    expect(score).toBeLessThan(80);
  });

  it('gives none to a file with a critical finding', () => {
    const broken = GOLD.replace(
      'COPY --from=builder /opt/venv /opt/venv\n',
      'COPY --from=builder /etc/hosts /opt/\n',
    );
    expect(evaluate(broken).level).toBe('none');
  });

  it('announces a rule before its date without gating', () => {
    const policy = resolvePolicy({
      profile: 'all',
      rules: { 'runs-as-root': { from: '2027-01-31' } },
    });
    expect(evaluate(GOLD.replace('USER 10001\n', ''), policy).level).toBe(
      'gold',
    );
  });

  it.each([
    [
      'template',
      'FROM python:${{ values.version }}\n{% if x %}\nRUN a\n{% endif %}\n',
    ],
    [
      'merge-conflict',
      'FROM alpine:3.24\n<<<<<<< HEAD\nUSER 1\n=======\nUSER 2\n>>>>>>> main\n',
    ],
    ['not-text', 'F\0R\0O\0M\0 \0a\0\n\0'],
    ['too-large', `FROM alpine:3.24\n# ${'x'.repeat(LARGEST_DOCKERFILE)}\n`],
  ])(
    'gives no level and no score to what is not judged: %s',
    (reason, text) => {
      const evaluation = evaluateDockerfile({
        path: 'Dockerfile',
        text,
        today: TODAY,
      });
      expect(evaluation).toMatchObject({ kind: 'not-judged', reason });
      expect(evaluation).not.toHaveProperty('level');
      expect(evaluation).not.toHaveProperty('score');
    },
  );

  it('reads the markers of a merge in a here-document as text', () => {
    const text =
      'FROM alpine:3.24\nCOPY <<EOF /guide\n<<<<<<< HEAD\n=======\n>>>>>>> main\nEOF\n';
    expect(evaluate(text).kind).toBe('judged');
  });

  it('says that it cannot read an empty file', () => {
    const { level, problems } = evaluate('');
    expect([level, problems.length > 0]).toEqual(['none', true]);
  });
});

describe('the report', () => {
  it('tells what ships and from where', () => {
    const { stages, flows, baseImages } = evaluate(GOLD);
    expect(stages.map(({ isTarget }) => isTarget)).toEqual([false, true]);
    expect(
      stages[0].artifacts.find(({ kind }) => kind === 'environment'),
    ).toMatchObject({ path: '/opt/venv', fate: 'ships' });
    expect(flows).toContainEqual(
      expect.objectContaining({
        from: { kind: 'stage', stage: 0 },
        to: 1,
        source: '/opt/venv',
      }),
    );
    expect(baseImages.map(({ use }) => use)).toEqual(['build', 'final']);
  });
});

const line = fc.oneof(
  fc.constantFrom(
    'FROM python:3.14-slim-trixie AS a',
    'FROM a AS b',
    'FROM b',
    'FROM scratch',
    'FROM $X',
    'ARG X=python',
    'COPY --from=a /x /y',
    'COPY --from=a / /',
    'COPY . .',
    'ADD a.tar /',
    'RUN pip install flask && rm -rf /root/.cache',
    'RUN python -m venv /v; . /v/bin/activate; pip install -r r.txt',
    'RUN <<E\ncd /x\nuv sync\nE',
    'RUN mv /x /y; cp -r /y /; ln -s / /z',
    'RUN if a; then apt-get install gcc; else apk del gcc; fi',
    'ENV PATH=/v/bin:$PATH',
    'WORKDIR ../..',
    'USER $X',
    'CMD ["uv", "run"]',
    'ENTRYPOINT exec gunicorn $Y',
    'HEALTHCHECK CMD curl x',
    'ONBUILD COPY . .',
    'SHELL []',
    '# scorecard: ignore=all',
    '# hadolint ignore=',
  ),
  fc
    .array(
      fc.constantFrom(
        ...'RUN COPY FROM -- = / \\ " \' $ { } ( ) | & ; < # [ ] * a .. ~ \n'.split(
          ' ',
        ),
      ),
      { maxLength: 12 },
    )
    .map(parts => parts.join(' ')),
);
const text = fc.array(line, { maxLength: 25 }).map(lines => lines.join('\n'));

describe('any text', () => {
  it('is judged without an exception, and always the same', () => {
    fc.assert(
      fc.property(text, input => {
        expect(JSON.stringify(evaluate(input))).toBe(
          JSON.stringify(evaluate(input)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('leaves context and policy as they were', () => {
    const before = JSON.stringify([context, all]);
    fc.assert(
      fc.property(text, input => {
        evaluate(input);
      }),
      { numRuns: 50 },
    );
    expect(JSON.stringify([context, all])).toBe(before);
  });
});
