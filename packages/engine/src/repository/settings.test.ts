import { settingsFor } from './settings';

const FILE = '.dockerfile-scorecard.yaml';

function found(dockerfile: string, texts: Record<string, string>) {
  return settingsFor(dockerfile, new Map(Object.entries(texts)));
}

describe('settingsFor', () => {
  it('takes the nearest file', () => {
    const texts = {
      [FILE]: 'profile: strict\n',
      [`services/a/${FILE}`]: 'profile: all\n',
    };
    expect(found('services/a/docker/Dockerfile', texts)).toEqual({
      path: `services/a/${FILE}`,
      config: { profile: 'all' },
    });
    expect(found('services/b/Dockerfile', texts)?.path).toBe(FILE);
    expect(found('Dockerfile', texts)?.path).toBe(FILE);
  });

  it('is undefined where there is none', () => {
    expect(found('a/Dockerfile', { [`b/${FILE}`]: '' })).toBeUndefined();
  });

  it('leaves dates as they are written', () => {
    const text = 'rules:\n  eol-base: { from: 2027-01-31 }\n';
    expect(found('Dockerfile', { [FILE]: text })?.config).toEqual({
      rules: { 'eol-base': { from: '2027-01-31' } },
    });
  });

  it.each([
    ['nothing', '', { config: {} }],
    ['comments alone', '# none\n', { config: {} }],
    ['a list', '- a\n', { problem: 'it is not a list of settings' }],
    ['a word', 'strict\n', { problem: 'it is not a list of settings' }],
    [
      'no YAML',
      'rules: [\n',
      { problem: expect.stringMatching(/^it is not valid YAML: /) },
    ],
  ])('reads %s', (_, text, expected) => {
    expect(found('Dockerfile', { [FILE]: text })).toEqual({
      path: FILE,
      ...expected,
    });
  });
});
