import {
  evaluateDockerfile,
  resolvePolicy,
  type BuildContext,
} from 'dockerfile-scorecard-engine';
import { maskInput } from './maskInput';
import { shownText } from './spans';

const today = '2026-11-26';
const KEY = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00';

function mask(
  lines: string[],
  context: BuildContext = {},
  policy = resolvePolicy(),
) {
  const text = lines.join('\n');
  const evaluate = (candidate: string, around: BuildContext) =>
    evaluateDockerfile({
      path: 'Dockerfile',
      text: candidate,
      context: around,
      policy,
      today,
    });
  const result = maskInput({ text, context, today, evaluate });
  if (!result) throw new Error('No mask leaves the verdict as it is');
  return {
    ...result,
    shown: shownText(result.text, result.masked),
    before: evaluate(text, context),
    after: evaluate(result.text, result.context),
  };
}

const FROM = 'FROM python:3.14-slim-trixie';

describe('maskInput', () => {
  it.each([
    ['ENV', `ENV AWS_SECRET_ACCESS_KEY=${KEY}`, KEY],
    ['the old form of ENV', `ENV AWS_SECRET_ACCESS_KEY ${KEY}`, KEY],
    ['quotes', `ENV API_TOKEN="${KEY}"`, KEY],
    ['ARG', 'ARG DB_PASSWORD=hunter2', 'hunter2'],
    ['a default', 'ENV POSTGRES_PASSWORD=postgres', 'postgres'],
    [
      'a shape that a rule goes by',
      'ENV API_TOKEN=my-secret-value-12',
      'my-secret-value-12',
    ],
    ['a password of digits', 'ENV DB_PASSWORD=1234', '1234'],
    ['the second of several', `ENV A=1 API_KEY=${KEY} \\\n    B=2`, KEY],
    [
      'an address',
      'ENV URL=https://user:s3cr3tw0rd@pypi.example.com/',
      's3cr3tw0rd',
    ],
    [
      'an address in RUN',
      'RUN pip install -i https://u:s3cr3tw0rd@pypi.example.com/ x',
      's3cr3tw0rd',
    ],
    [
      'a token in RUN',
      `RUN git clone https://ghp_${KEY}@github.com/org/repo`,
      KEY,
    ],
    [
      'a key that is repeated',
      `ENV API_KEY=${KEY}\nRUN curl -H "X-Key: ${KEY}" http://x`,
      KEY,
    ],
    [
      'a value behind a variable',
      `ARG VALUE=${KEY}\nENV API_TOKEN=$VALUE`,
      KEY,
    ],
  ])('masks %s, and leaves the verdict as it is', (_, line, secret) => {
    const { text, shown, before, after } = mask([FROM, line, 'CMD ["python"]']);
    expect(text).not.toContain(secret);
    expect(JSON.stringify(after)).not.toContain(secret);
    expect(shown).toContain('•'.repeat(secret.length));
    expect(text.split('\n').map(each => each.length)).toEqual(
      [FROM, ...line.split('\n'), 'CMD ["python"]'].map(each => each.length),
    );
    expect(after).toMatchObject({
      level: (before as { level: string }).level,
      score: (before as { score: number }).score,
    });
  });

  it.each([
    'ARG GITHUB_TOKEN',
    'ENV TOKEN_FILE=/run/secrets/token',
    'ENV API_TOKEN=$TOKEN',
    'ENV URL=https://example.com/a:b',
    'RUN pip install -i https://$USER:$PASSWORD@pypi.example.com/ x',
  ])('leaves alone: %s', line => {
    const { text, masked } = mask([FROM, line]);
    expect(text).toBe([FROM, line].join('\n'));
    expect(masked).toEqual([]);
  });

  it('masks what a rule recognises that is off, or waived', () => {
    const off = resolvePolicy({ rules: { 'secret-in-build-arg': 'off' } });
    expect(mask([FROM, `ENV API_KEY=${KEY}`], {}, off).text).not.toContain(KEY);
    const waiver = '# scorecard: ignore=secret-in-build-arg reason="test"';
    expect(mask([FROM, waiver, `ENV API_KEY=${KEY}`]).text).not.toContain(KEY);
  });

  it('masks manifests', () => {
    const { context } = mask([FROM], {
      manifests: {
        'requirements.txt':
          '--index-url https://u:s3cr3tw0rd@pypi.example.com/\nflask==3.1.0\n',
      },
    });
    expect(context.manifests?.['requirements.txt']).toBe(
      '--index-url https://u:mmmmmmmmmm@pypi.example.com/\nflask==3.1.0\n',
    );
  });

  it('masks nothing that has been masked, again', () => {
    const once = mask([FROM, `ENV API_TOKEN=${KEY}`]);
    const twice = mask(once.text.split('\n'));
    expect(twice.text).toBe(once.text);
  });
});
