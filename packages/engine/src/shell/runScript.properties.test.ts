import fc from 'fast-check';
import { expandWord, expandWords } from './expand';
import { runScript } from './runScript';
import { parseShellScript } from './script';

const fragment = fc.constantFrom(
  'a ',
  'cd x ',
  'set -e',
  ' && ',
  ' || ',
  ' | ',
  ' & ',
  ';',
  '\n',
  '(',
  ')',
  '{ ',
  '; }',
  'if a; then ',
  '; else ',
  '; fi',
  'for i in a b; do ',
  'while a; do ',
  '; done',
  'case $X in ',
  'x*) ',
  ';; ',
  'esac',
  'f() { ',
  'f ',
  'eval ',
  'sh -c ',
  '"',
  "'",
  '\\',
  '$X',
  '${X:-',
  '${X%%*',
  '}',
  '$(',
  '`',
  '$((',
  '))',
  '{a,b}',
  '{1..9}',
  'X=$X$X ',
  'export A=',
  '> b ',
  '<<E\n',
  'E\n',
  '~',
  '*',
  '[[ ',
  ' ]]',
  '[ ',
  ' ]',
  'exit 1',
  'return ',
  'break',
  '! ',
  'time ',
  '# ',
);

const script = fc
  .array(fragment, { maxLength: 50 })
  .map(parts => parts.join(''));

const nothing = { get: () => undefined, set: () => {}, unset: () => {} };

function follow(text: string): number {
  let heard = 0;
  runScript(parseShellScript(text), {
    cwd: { known: true, value: '/' },
    env: nothing,
    visit: () => heard++,
    onUnknown: () => heard++,
  });
  return heard;
}

describe('any script', () => {
  it('is followed without an exception', () => {
    fc.assert(
      fc.property(script, text => {
        expect(follow(text)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('has steps inside its text', () => {
    fc.assert(
      fc.property(script, text => {
        const lines = text.split('\n');
        const map = lines.flatMap((_, index) => [
          lines.slice(0, index).join('\n').length + (index === 0 ? 0 : 1),
          index + 1,
          0,
        ]);
        runScript(parseShellScript(text, map), {
          cwd: { known: true, value: '/' },
          env: nothing,
          visit: ({ range }) => {
            expect(range.start.line).toBeGreaterThanOrEqual(1);
            expect(range.end.line).toBeLessThanOrEqual(lines.length);
            expect(range.end.line).toBeGreaterThanOrEqual(range.start.line);
          },
          onUnknown: () => {},
        });
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['parentheses', '('.repeat(5000)],
    ['groups', `${'{ '.repeat(200)}a${'; }'.repeat(200)}`],
    ['substitutions', `a ${'$('.repeat(200)}b${')'.repeat(200)}`],
    ['a chain', Array.from({ length: 20_000 }, () => 'a').join(' && ')],
    ['braces', `a ${'{a,b}'.repeat(40_000)}`],
    ['nested braces', `a ${'{a,'.repeat(5000)}${'}'.repeat(5000)}`],
    ['functions', `f() { f; f; }; ${'f; '.repeat(100)}`],
    ['eval', `X='eval "$X; $X"'; eval "$X"`],
    ['doubling', 'X=a; for i in $(seq 9) 1 2 3 4 5 6 7 8 9 0; do X=$X$X; done'],
    ['words', `for i in ${'a '.repeat(60_000)}; do b; done`],
  ])('made of many %s ends in time', (_, text) => {
    const start = Date.now();
    expect(follow(text)).toBeGreaterThan(0);
    expect(Date.now() - start).toBeLessThan(2000);
  });
});

describe('any word', () => {
  it('expands or gives an error', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            '$',
            '{',
            '}',
            'A',
            ':',
            '-',
            '#',
            '%',
            '/',
            '*',
            '\\',
            '"',
            "'",
            ' ',
          ),
        )
        .map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(word, text => {
        const one = expandWord(text, { A: 'a*b' });
        const many = expandWords(text, { A: 'a*b' });
        expect('error' in one).toBe('error' in many);
      }),
      { numRuns: 3000 },
    );
  });
});
