import { readGlob } from './globs';

it.each([
  ['/a/*.py', '/a/b.py', true],
  ['/a/*.py', '/a/b/c.py', false],
  ['/a/**/c.py', '/a/b/d/c.py', true],
  ['/a/?', '/a/b', true],
  ['/a/?', '/a/', false],
  ['/a/[bc]', '/a/c', true],
  ['/a/[!bc]', '/a/c', false],
  ['/a/[!bc]', '/a/d', true],
  ['/a/[!b]c', '/a//c', false],
  ['/a/[z-a]', '/a/b', false],
  ['/a/[b', '/a/[b', true],
  ['/a.b', '/axb', false],
  ['/*', '/', true],
])('%s on %s: %s', (glob, path, expected) => {
  expect(readGlob(glob)(path)).toBe(expected);
});

it('stays quick on many stars', () => {
  const start = performance.now();
  expect(readGlob(`/${'*a'.repeat(60)}b`)(`/${'a'.repeat(5000)}`)).toBe(false);
  expect(performance.now() - start).toBeLessThan(1000);
});
