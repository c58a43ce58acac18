import {
  expandWord,
  expandWords,
  resolveHeredoc,
  resolveWord,
  resolveWords,
} from './expand';

const env = { A: 'abc', E: '', P: 'a/b/c.tar.gz', S: 'x  y', STAR: 'a*b' };

describe('expandWord', () => {
  it.each([
    ['$A', 'abc'],
    ['${A}d', 'abcd'],
    ['$N', ''],
    ['\\$A', '$A'],
    ["'$A'", '$A'],
    ['"$A \\" \\x"', 'abc " \\x'],
    ['a\\', 'a'],
    ['$', '$'],
    ['$A$', 'abc$'],
    ['$1x', 'x'],
    ['${N-d}', 'd'],
    ['${E-d}', ''],
    ['${E:-d}', 'd'],
    ['${A+s}', 's'],
    ['${E:+s}', ''],
    ['${N:-${A:-x}}', 'abc'],
    ['${A?no}', 'abc'],
    ['${P#*/}', 'b/c.tar.gz'],
    ['${P##*/}', 'c.tar.gz'],
    ['${P%.*}', 'a/b/c.tar'],
    ['${P%%.*}', 'a/b/c'],
    ['${P/\\//-}', 'a-b/c.tar.gz'],
    ['${P//\\//-}', 'a-b-c.tar.gz'],
    ['${P/?.t/X}', 'a/b/Xar.gz'],
    ['${STAR%\\*b}', 'a'],
    ['${N#x}', ''],
    ['${N/x/y}', ''],
  ])('%s', (word, value) => {
    expect(expandWord(word, env)).toEqual({ value });
  });

  it.each([
    ["'a", 'single-quote'],
    ['"a', 'double-quote'],
    ['${A', "missing '}'"],
    ['${', "missing '}'"],
    ['${}', 'bad substitution'],
    ['${{a}}', 'bad substitution'],
    ['${N?gone}', 'N: gone'],
    ['${N?}', 'not allowed to be unset'],
    ['${E:?}', 'not allowed to be empty'],
    ['${A=b}', 'unsupported modifier (=)'],
    ['${A:#b}', 'unsupported modifier (:#)'],
    ['${A//b}', "missing '}'"],
    [`${'${a:-'.repeat(5000)}`, 'nested too deeply'],
  ])('%.40s is an error', (word, message) => {
    expect(expandWord(word, env)).toEqual({
      error: expect.stringContaining(message),
    });
  });

  it('takes the escape character that is in force', () => {
    expect(expandWord('C:\\a`$A', env, { escape: '`' })).toEqual({
      value: 'C:\\a$A',
    });
  });

  it('does not see what objects inherit', () => {
    expect(expandWord('$constructor', {})).toEqual({ value: '' });
  });

  it('takes a function', () => {
    expect(expandWord('$A', name => name.toLowerCase())).toEqual({
      value: 'a',
    });
  });
});

describe('expandWords', () => {
  it.each([
    ['a b', ['a', 'b']],
    ['a$S', ['ax', 'y']],
    ['"$S" z', ['x  y', 'z']],
    ['a\\ b', ['a b']],
    ['""', []],
    ['  ', []],
  ])('%j', (word, words) => {
    expect(expandWords(word, env)).toEqual({ words });
  });
});

describe('resolveWord', () => {
  const lookup = (name: string) => {
    if (name === 'U') {
      return { known: false as const, reason: 'who knows', prefix: 'u' };
    }
    if (name === 'V') {
      return { known: false as const, reason: 'who knows', prefix: '' };
    }
    return name === 'A' ? { known: true as const, value: 'abc' } : undefined;
  };
  const reason = 'who knows';

  it.each([
    ['$A-x', { known: true, value: 'abc-x' }],
    ['x$N', { known: true, value: 'x' }],
    ['$A$U$A', { known: false, reason, prefix: 'abcu' }],
    ['${U:-x}', { known: false, reason, prefix: 'u' }],
    ['${U:+x}', { known: true, value: 'x' }],
    ['${V:+x}', { known: false, reason, prefix: '' }],
    ['${V-x}', { known: false, reason, prefix: '' }],
    ['${U%x}', { known: false, reason, prefix: '' }],
    ['${A%$U}', { known: false, reason, prefix: '' }],
    ['${N:-$U}', { known: false, reason, prefix: 'u' }],
    ['"x$U"', { known: false, reason, prefix: 'xu' }],
  ])('%s', (word, expected) => {
    expect(resolveWord(word, lookup)).toEqual(expected);
  });

  it('gives the reason of a malformed word', () => {
    expect(resolveWord('${', lookup)).toMatchObject({ known: false });
  });

  it('splits', () => {
    expect(resolveWords('a $U b', lookup)).toEqual([
      { known: true, value: 'a' },
      { known: false, reason, prefix: 'u' },
      { known: true, value: 'b' },
    ]);
  });

  it('does not fill the memory', () => {
    const long = { known: true as const, value: 'x'.repeat(10_000) };
    expect(resolveWord('$A$A', () => long)).toMatchObject({
      known: false,
      prefix: '',
    });
  });
});

describe('resolveHeredoc', () => {
  const lookup = () => ({ known: true as const, value: 'v' });

  it.each([
    [{ content: '"$A" \'\n', expand: true, chomp: false }, '"v" \'\n'],
    [{ content: '\\$A $A\n', expand: true, chomp: false }, '$A v\n'],
    [{ content: '$A\n', expand: false, chomp: false }, '$A\n'],
    [{ content: '\t\ta\n b\n', expand: false, chomp: true }, 'a\n b\n'],
  ])('%j', (heredoc, value) => {
    expect(resolveHeredoc(heredoc, lookup)).toEqual({ known: true, value });
  });
});
