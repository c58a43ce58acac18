import { asJudged, evaluateDockerfile } from '../scorecard';

const TODAY = '2026-11-23';

function evaluate(text: string) {
  return asJudged(
    evaluateDockerfile({ path: 'Dockerfile', text, today: TODAY }),
  );
}

function stateOf(rule: string, text: string): string | undefined {
  return evaluate(text).checks.find(check => check.rule === rule)?.state;
}

const REASON = 'reason="it is a demo"';

describe('a waiver', () => {
  it.each([
    [
      'above the instruction',
      `# scorecard: ignore=unpinned-tag ${REASON}\nFROM python\n`,
    ],
    [
      'at the top of the file',
      `# scorecard: ignore=unpinned-tag ${REASON}\n\n# a base\nFROM python\n`,
    ],
    ['of every rule', `# scorecard: ignore=all ${REASON}\nFROM python\n`],
    [
      'with a date to come',
      `# scorecard: ignore=unpinned-tag until=2027-01-31 ${REASON}\nFROM python\n`,
    ],
    ['without a reason', '# scorecard: ignore=unpinned-tag\nFROM python\n'],
    ['of hadolint', '# hadolint ignore=DL3006\nFROM python\n'],
    [
      'of hadolint, for the file',
      '# hadolint global ignore=DL3006\n\nFROM python\n',
    ],
    ['of trivy', '#trivy:ignore:DS-0001\nFROM python\n'],
    ['of checkov', 'FROM python\n#checkov:skip=CKV_DOCKER_7:a demo\nRUN a\n'],
  ])('%s holds', (_, text) => {
    expect(stateOf('unpinned-tag', text)).toBe('waived');
  });

  it.each([
    [
      'of another rule',
      `# scorecard: ignore=eol-base ${REASON}\nFROM python\n`,
    ],
    [
      'past its date',
      `# scorecard: ignore=unpinned-tag until=2026-01-31 ${REASON}\nFROM python\n`,
    ],
    [
      'above another instruction',
      `FROM python\n# scorecard: ignore=unpinned-tag ${REASON}\nRUN a\n`,
    ],
  ])('%s does not', (_, text) => {
    expect(stateOf('unpinned-tag', text)).toBe('fail');
  });

  it.each([
    ['one check', 'skip=SecretsUsedInArgOrEnv', 'waived'],
    ['several', 'skip=JSONArgsRecommended,SecretsUsedInArgOrEnv', 'waived'],
    ['all checks', 'skip=all', 'waived'],
    [
      'beside another setting',
      'error=true;skip=SecretsUsedInArgOrEnv',
      'waived',
    ],
    ['another check', 'skip=JSONArgsRecommended', 'fail'],
    ['none', 'error=true', 'fail'],
  ])('of `# check=`, %s', (_, setting, state) => {
    const text = `# check=${setting}\nFROM python:3.14-slim-trixie\nARG API_TOKEN\nRUN echo $API_TOKEN\n`;
    expect(stateOf('secret-in-build-arg', text)).toBe(state);
  });

  it('says why and where', () => {
    const { checks } = evaluate(
      `# scorecard: ignore=unpinned-tag until=2027-01-31 ${REASON}\nFROM python\n`,
    );
    expect(checks.find(({ rule }) => rule === 'unpinned-tag')?.reason).toBe(
      'Waived in the file, line 1 until 2027-01-31: it is a demo',
    );
  });

  it('leaves the findings that it does not cover', () => {
    const { checks } = evaluate(
      `# scorecard: ignore=unpinned-tag ${REASON}\nFROM python AS a\nFROM python\nCOPY --from=a /etc/hosts /\n`,
    );
    const check = checks.find(({ rule }) => rule === 'unpinned-tag');
    expect([
      check?.state,
      check?.findings.map(({ range }) => range.start.line),
    ]).toEqual(['fail', [3]]);
  });
});

describe('a waiver that needs attention', () => {
  it.each([
    [
      'waiver-without-reason',
      '# scorecard: ignore=unpinned-tag\nFROM python\n',
    ],
    [
      'waiver-expired',
      `# scorecard: ignore=unpinned-tag until=2026-01-31 ${REASON}\nFROM python\n`,
    ],
    [
      'waiver-unknown-rule',
      `# scorecard: ignore=no-such-rule ${REASON}\nFROM python\n`,
    ],
  ])('%s', (code, text) => {
    expect(evaluate(text).problems.map(problem => problem.code)).toContain(
      code,
    );
  });
});
