import fc from 'fast-check';
import { IgnorePatterns } from './ignorePatterns';

function ignores(dockerignore: string, path: string): boolean {
  return new IgnorePatterns(dockerignore.split('\n')).ignores(path);
}

// docs.docker.com/build/concepts/context/#dockerignore-files
describe('.dockerignore', () => {
  it.each([
    ['*/temp*', 'somedir/temporary.txt', true],
    ['*/temp*', 'somedir/temp', true],
    ['*/temp*', 'temp', false],
    ['*/*/temp*', 'somedir/subdir/temporary.txt', true],
    ['temp?', 'tempa', true],
    ['temp?', 'temp', false],
    ['temp?', 'temp/', false],
    ['**/*.go', 'main.go', true],
    ['**/*.go', 'a/b/main.go', true],
    ['*.md\n!README.md', 'README.md', false],
    ['*.md\n!README.md', 'CHANGELOG.md', true],
    ['*.md\n!README*.md\nREADME-secret.md', 'README-secret.md', true],
    ['*.md\nREADME-secret.md\n!README*.md', 'README-secret.md', false],
    ['/foo', 'foo', true],
    ['foo/', 'foo/bar', true],
    ['foo', 'a/foo', false],
    ['foo/bar', 'foo/bar/baz', true],
    ['./a/../b', 'b', true],
    ['# foo\n#bar', '#bar', false],
    ['  foo  ', 'foo', true],
    ['\uFEFFfoo', 'foo', true],
    ['', 'foo', false],
    ['*\n!src', 'src/main.py', false],
    ['*\n!src\nsrc/*.pyc', 'src/main.pyc', true],
    ['**', 'a/b', true],
    ['a/**', 'a/b/c', true],
    ['a/**', 'a', false],
    ['a/**/z', 'a/z', true],
    ['a/**/z', 'a/b/c/z', true],
    ['**/node_modules', 'web/node_modules/x/index.js', true],
    ['[a-c].txt', 'b.txt', true],
    ['[^a-c].txt', 'b.txt', false],
    ['[z-a].txt', 'b.txt', false],
    ['[abc', '[abc', true],
    ['\\*.txt', '*.txt', true],
    ['\\*.txt', 'a.txt', false],
    ['a.c', 'abc', false],
    ['!', 'foo', false],
  ])('%j leaves out %s: %s', (dockerignore, path, expected) => {
    expect(ignores(dockerignore, path)).toBe(expected);
  });

  it('answers for any pattern and any path', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'ab*?[]!\\/.#^-'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, text, (pattern, path) => {
        expect(typeof ignores(`${pattern}\n*\n!b`, path)).toBe('boolean');
      }),
    );
  });
});
