import { parseShellScript, type ScriptOptions } from './script';
import { runScript } from './runScript';
import type { CommandStep, Resolved, UnknownScript } from './types';

const known = (value: string): Resolved => ({ known: true, value });
const secret: Resolved = { known: false, reason: 'secret', prefix: '' };

const variables: Record<string, Resolved> = {
  HOME: known('/root'),
  V: known('1.2.3'),
  LIST: known('a b'),
  U: secret,
};

interface Trace {
  steps: CommandStep[];
  unknowns: UnknownScript[];
}

function trace(text: string, options?: ScriptOptions): Trace {
  const steps: CommandStep[] = [];
  const unknowns: UnknownScript[] = [];
  runScript(parseShellScript(text, undefined, options), {
    cwd: known('/w'),
    env: { get: name => variables[name], set: () => {}, unset: () => {} },
    visit: step => steps.push(step),
    onUnknown: found => unknowns.push(found),
  });
  return { steps, unknowns };
}

const show = (text: Resolved) => (text.known ? text.value : `${text.prefix}?`);

/** Words of each step; `*` marks a glob. */
const words = (text: string, options?: ScriptOptions) =>
  trace(text, options).steps.map(step =>
    step.words.map(word => show(word.text) + (word.glob ? '*' : '')),
  );

/** `name cwd` of each step. */
const folders = (text: string) =>
  trace(text).steps.map(
    step => `${step.words[0]?.raw ?? '-'} ${show(step.cwd)}`,
  );

/** `name certainty outcome` of each step, shortened: a = always, m = maybe, s = succeeded, f = may fail. */
const fates = (text: string, options?: ScriptOptions) =>
  trace(text, options)
    .steps.map(
      step =>
        `${step.words[0]?.raw ?? '-'}:${step.certainty[0]}${
          step.outcome === 'succeeded' ? 's' : 'f'
        }`,
    )
    .join(' ');

describe('words', () => {
  it.each([
    ['a "b c" \'$d\' e\\ f', [['a', 'b c', '$d', 'e f']]],
    ['a $V ${V%.*} ${V##*.} ${#V}', [['a', '1.2.3', '1.2', '3', '5']]],
    ['a $LIST "$LIST" x$LIST', [['a', 'a', 'b', 'a b', 'xa', 'b']]],
    ['a $NONE "" "$NONE"', [['a', '', '']]],
    ['a x$U/y "$U"', [['a', 'x?', '?']]],
    ['a *.py [ab] "*"', [['a', '*.py*', '[ab]*', '*']]],
    [
      'a ~ ~/x "~" ~root/b ~joe',
      [['a', '/root', '/root/x', '~', '/root/b', '?']],
    ],
    ['a ${N:-d e} ${V:+y} ${N-"d e"}', [['a', 'd', 'e', 'y', 'd e']]],
    [
      'a ${V/./-} ${V//./-} ${V^^} ${V:0:3}',
      [['a', '1-2.3', '1-2-3', '1.2.3', '1.2']],
    ],
    ["a $'b\\n' $((1+1)) $? $#", [['a', 'b\n', '?', '?', '0']]],
    ['a `b` $(pwd)', [['b'], ['pwd'], ['a', '?', '/w']]],
    ['X=1; X=$X$X a; echo $X', [[], ['a'], ['echo', '1']]],
    ['X=a; X+=b; echo $X', [[], [], ['echo', 'ab']]],
    ['X=(a b); echo $X', [[], ['echo', '?']]],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it.each([
    [true, [['a', 'b1', 'b2c', '3', '4', '{x}']]],
    [false, [['a', 'b{1,2c}', '{3..4}', '{x}']]],
    [undefined, [['a', 'b?', '?', '{x}']]],
  ])('braces: %s', (braces, expected) => {
    expect(words('a b{1,2c} {3..4} {x}', { braces })).toEqual(expected);
  });
});

describe('folders', () => {
  it.each([
    ['cd a && b', ['cd /w', 'b /w/a']],
    ['cd /a/../b; c', ['cd /w', 'c /b']],
    ['(cd a; b); c', ['cd /w', 'b /w/a', 'c /w']],
    ['{ cd a; }; b', ['cd /w', 'b /w/a']],
    ['cd; a; cd -; b', ['cd /w', 'a /root', 'cd /root', 'b /w']],
    ['pushd /a; b; popd; c', ['pushd /w', 'b /a', 'popd /a', 'c /w']],
    ['cd $U/x; a', ['cd /w', 'a ?']],
    ['cd a | b; c', ['cd /w', 'b /w', 'c /w']],
    ['[ -d a ] && cd a; b', ['[ /w', 'cd /w', 'b ?']],
    ['if x; then cd /a; else cd /a; fi; b', ['x /w', 'cd /w', 'cd /w', 'b /a']],
    ['cd a || exit 1; b', ['cd /w', 'b /w/a']],
    ['cd *; a', ['cd /w', 'a ?']],
    ['a && cd b && c; d', ['a /w', 'cd /w', 'c /w/b', 'd ?']],
    ['a && cd b && c && d', ['a /w', 'cd /w', 'c /w/b', 'd /w/b']],
  ])('%s', (text, expected) => {
    expect(folders(text)).toEqual(expected);
  });
});

describe('certainty and outcome', () => {
  it.each([
    ['a && b && c', 'a:as b:as c:as'],
    ['a; b', 'a:af b:as'],
    ['set -e; a; b', 'set:af a:as b:as'],
    ['set -e; a && b; c', 'set:af a:af b:ms c:as'],
    ['set -e; set +e; a; b', 'set:af set:as a:af b:as'],
    ['a || b', 'a:af b:ms'],
    ['a || true', 'a:af true:ms'],
    ['a || true && b', 'a:af true:ms b:as'],
    ['a || exit 1; b', 'a:as b:as'],
    ['a || { echo no; exit 1; }; b', 'a:as b:as'],
    ['a || false', 'a:as'],
    ['a || exit $?; b', 'a:as b:as'],
    ['a || exit; b', 'a:as b:as'],
    ['a || exit 0; b', 'a:af exit:mf b:ms'],
    ['a || (echo no; exit 1)', 'a:as'],
    ['a && b || c', 'a:af b:mf c:ms'],
    ['! a', 'a:af'],
    ['a | b', 'a:af b:as'],
    ['set -o pipefail; a | b', 'set:af a:as b:as'],
    ['a & b', 'a:af b:as'],
    ['if a; then b; else c; fi', 'a:af b:ms c:ms'],
    ['if [ "$V" = 1.2.3 ]; then b; else c; fi', '[:af b:as'],
    ['if [ -z "$NONE" ]; then b; fi', '[:af b:as'],
    ['[ "$V" = x ] && a; b', '[:af b:as'],
    ['if [[ $V == 1* ]]; then a; fi', 'a:ms'],
    [
      'if test "$U" = x; then a; elif true; then b; else c; fi',
      'test:af a:ms true:mf b:ms',
    ],
    ['if a; then exit 1; fi; b', 'a:af exit:mf b:as'],
    ['if a; then exit 0; fi; b', 'a:af exit:mf b:ms'],
    ['exit 0; a', 'exit:af'],
    ['case $V in 1.*) a;; *) b;; esac', 'a:as'],
    ['case $U in 1.*) a;; *) b;; esac', 'a:ms b:ms'],
    ['while a; do b; done; c', 'a:af b:mf c:as'],
    ['(a; b) && c', 'a:af b:as c:as'],
    ['set -e; (a; b); c', 'set:af a:as b:as c:as'],
    ['a $(b)', 'b:af a:as'],
    ['bash -c "a && b"', 'a:as b:as'],
    ['bash -ec "a; b"', 'a:as b:as'],
    ['exec a; b', 'exec:af'],
  ])('%s', (text, expected) => {
    expect(fates(text)).toBe(expected);
  });

  it('takes options of the interpreter', () => {
    expect(fates('a | b; c', { errexit: true, pipefail: true })).toBe(
      'a:as b:as c:as',
    );
  });
});

describe('loops and functions', () => {
  it.each([
    [
      'for i in a b; do echo $i; done',
      [
        ['echo', 'a'],
        ['echo', 'b'],
      ],
    ],
    [
      'for i in $LIST; do x $i; done',
      [
        ['x', 'a'],
        ['x', 'b'],
      ],
    ],
    ['for i in *; do x $i; done', [['x', '?']]],
    [
      'for i in a b c; do [ $i = b ] && break; x $i; done',
      [
        ['[', 'a', '=', 'b', ']'],
        ['x', 'a'],
        ['[', 'b', '=', 'b', ']'],
        ['break'],
      ],
    ],
    [
      'for i in a b; do [ $i = a ] && continue; x $i; done',
      [
        ['[', 'a', '=', 'a', ']'],
        ['continue'],
        ['[', 'b', '=', 'a', ']'],
        ['x', 'b'],
      ],
    ],
    [
      'n=0; while a; do x $n; n=$n.; done; y $n',
      [[], ['a'], ['x', '?'], [], ['y', '?']],
    ],
    ['f() { x "$1" $#; }; f a b', [['x', 'a', '2']]],
    [
      'f() { local V=9; x $V; }; f; y $V',
      [['local'], ['x', '9'], ['y', '1.2.3']],
    ],
    ['f() { return 1; x; }; f || y', [['return', '1'], ['y']]],
    ['f() { x; }', [['x']]],
    ['eval "x $V"', [['x', '1.2.3']]],
    ['sudo -u me sh -c \'x "$1"\' sh a', [['x', 'a']]],
    ['su me -c "x y"', [['x', 'y']]],
    ['sh <<E\nx $V\nE', [['x', '1.2.3']]],
    [
      'set -- a b; x $1 "$@"',
      [
        ['set', '--', 'a', 'b'],
        ['x', 'a', 'a', 'b'],
      ],
    ],
    ['unset V; x $V', [['unset', 'V'], ['x']]],
    [
      'read A; x $A',
      [
        ['read', 'A'],
        ['x', '?'],
      ],
    ],
    ['export A=1 B="$V"; x $A $B', [['export'], ['x', '1', '1.2.3']]],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('ends for functions that call themselves', () => {
    expect(words('f() { f; }; f').length).toBeLessThanOrEqual(1);
  });

  it('ends for loops that double a variable', () => {
    const nested = 'for i in 1 2 3 4 5 6 7 8 9 0; do '.repeat(8);
    const { unknowns } = trace(`x=a; ${nested} x=$x$x; ${'done; '.repeat(8)}`);
    expect(unknowns).toHaveLength(1);
  });
});

describe('redirections and input', () => {
  it('are part of the step', () => {
    const [step] = trace('cat <<E > /etc/a 2>&1\nhi $V\nE').steps;
    expect(
      step.redirects.map(r => [
        r.operator,
        r.fileDescriptor,
        show(r.target.text),
      ]),
    ).toEqual([
      ['<<', undefined, 'E'],
      ['>', undefined, '/etc/a'],
      ['>&', 2, '1'],
    ]);
    expect(step.input).toEqual(known('hi 1.2.3\n'));
  });

  it.each([
    ["cat <<'E'\n$V\nE", known('$V\n')],
    ['cat <<-E\n\ta\n\tE', known('a\n')],
    ['cat <<< "$V x"', known('1.2.3 x\n')],
    ['cat <<E\na$U\nE', { known: false, reason: 'secret', prefix: 'a' }],
  ])('%j', (text, expected) => {
    expect(trace(text).steps[0].input).toEqual(expected);
  });

  it('of a group are a step without words', () => {
    const { steps } = trace('{ a; b; } > /c');
    expect(steps.map(step => step.words.length)).toEqual([0, 1, 1]);
    expect(show(steps[0].redirects[0].target.text)).toBe('/c');
  });
});

describe('what is not understood', () => {
  it.each([
    ['if a; then', /cannot be parsed/],
    ['eval "$U"', /secret/],
    ['bash -c "$(curl x)"', /runs a command/],
    ['sh -c "if"', /cannot be parsed/],
    ['x'.repeat(300_000), /too long/],
  ])('%.30s is reported', (text, reason) => {
    expect(trace(text).unknowns[0]?.reason).toMatch(reason);
  });
});

describe('what visitors do', () => {
  it('is seen by the commands behind', () => {
    const seen: string[] = [];
    runScript(
      parseShellScript('. venv/bin/activate && echo $PATH; echo $PWD'),
      {
        cwd: known('/w'),
        env: { get: () => undefined, set: () => {}, unset: () => {} },
        visit: (step, env) => {
          seen.push(step.words.map(word => show(word.text)).join(' '));
          if (step.words[0]?.raw === '.') {
            env.set('PATH', known('/w/venv/bin'));
          }
        },
        onUnknown: () => {},
      },
    );
    expect(seen).toEqual([
      '. venv/bin/activate',
      'echo /w/venv/bin',
      'echo /w',
    ]);
  });
});
