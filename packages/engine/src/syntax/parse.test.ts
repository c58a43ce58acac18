import { parseDockerfile } from './parse';
import type { Instruction } from './types';

const only = (text: string): Instruction => {
  const { instructions } = parseDockerfile(text);
  expect(instructions).toHaveLength(1);
  return instructions[0];
};

describe('continuations', () => {
  it.each([
    ['joins lines', 'RUN a \\\n  b', 'a   b'],
    ['drops comments inside', 'RUN a && \\\n# why\n  # and how\n b', 'a &&  b'],
    ['drops empty lines inside', 'RUN a && \\\n\n  \n b', 'a &&  b'],
    ['takes blanks behind the escape character', 'RUN a \\ \t\n b', 'a  b'],
    ['does not join after an escaped escape character', 'RUN a \\\\', 'a \\\\'],
    ['reads CRLF', 'RUN a \\\r\n b\r\n', 'a  b'],
    ['ends at the end of the file', 'RUN a \\', 'a'],
    ['starts with nothing but the escape character', '\\\nRUN a', 'a'],
  ])('%s', (_, text, expected) => {
    expect(only(text).args).toEqual([expected]);
  });

  it('knows the lines it spans', () => {
    const { instructions } = parseDockerfile('\nRUN a \\\n# c\n b\nRUN c');
    expect(instructions.map(i => [i.startLine, i.endLine])).toEqual([
      [2, 4],
      [5, 5],
    ]);
  });

  it('warns of an empty line inside', () => {
    const { warnings } = parseDockerfile('FROM a\nRUN b \\\n\n c');
    expect(warnings).toMatchObject([
      { code: 'empty-continuation', range: { start: { line: 3 } } },
    ]);
  });

  it('uses the backtick where a directive says so', () => {
    const syntax = parseDockerfile('# escape=`\nRUN a `\n b\nRUN c \\\nRUN d');
    expect(syntax.escape).toBe('`');
    expect(syntax.instructions.map(i => i.args)).toEqual([
      ['a  b'],
      ['c \\'],
      ['d'],
    ]);
  });
});

describe('directives', () => {
  const directives = (text: string) =>
    parseDockerfile(text).directives.map(d => `${d.name}=${d.value}`);

  it.each([
    ['# syntax=docker/dockerfile:1\nFROM a', ['syntax=docker/dockerfile:1']],
    ['#  SYNTAX = x \n# escape=`\nFROM a', ['syntax=x', 'escape=`']],
    ['\ufeff# syntax=x\nFROM a', ['syntax=x']],
    ['#!/usr/bin/env docker\n# syntax=x\nFROM a', ['syntax=x']],
    ['#!/bin/sh\n# escape=`\nFROM a', []],
    ['// syntax=x\nFROM a', ['syntax=x']],
    ['# comment\n# syntax=x\nFROM a', []],
    ['\n# syntax=x\nFROM a', []],
    ['FROM a\n# syntax=x', []],
    ['# unknown=1\n# syntax=x\nFROM a', []],
    ['# syntax=\nFROM a', []],
    ['\t# syntax=x\nFROM a', []],
    ['\t# escape=`\nFROM a', ['escape=`']],
  ])('%j', (text, expected) => {
    expect(directives(text)).toEqual(expected);
  });

  it.each([
    ['# syntax=a\n# syntax=b\nFROM c', 'duplicate-directive', 1],
    ['# syntax=a\n# escape=x\nFROM c', 'invalid-escape', 2],
  ])('refuses %j', (text, code, line) => {
    expect(parseDockerfile(text).errors).toMatchObject([
      { code, range: { start: { line } } },
    ]);
  });
});

describe('comments', () => {
  const commentsOf = (text: string) =>
    parseDockerfile(text).instructions.at(-1)?.comments;

  it.each([
    ['# a\n# b\nFROM c', ['a', 'b']],
    ['# a\n\n# b\nFROM c', ['a', 'b']],
    ['# licence\n#\n# b\nFROM c', ['b']],
    ['# a\nFROM b\nRUN c', []],
    ['  # a\nFROM b', ['# a']],
    ['# syntax=x\n# a\nFROM b', ['a']],
  ])('%j', (text, expected) => {
    expect(commentsOf(text)).toEqual(expected);
  });

  it('lists every comment outside instructions', () => {
    const { comments } = parseDockerfile('# a\nRUN b \\\n# inside\n c\n#d');
    expect(comments.map(comment => comment.text)).toEqual(['a', 'd']);
  });
});

describe('arguments', () => {
  it.each([
    ['FROM a AS b', ['a', 'AS', 'b']],
    ['ENV A b c', ['A', 'b c', '']],
    [
      'ENV A=b C="d e" F=g\\ h',
      ['A', 'b', '=', 'C', '"d e"', '=', 'F', 'g\\ h', '='],
    ],
    ["LABEL a='b \\' c=d", ['a', "'b \\'", '=', 'c', 'd', '=']],
    ['ARG a b=c', ['a', 'b=c']],
    ['EXPOSE 80  443', ['80', '443']],
    ['WORKDIR /a b', ['/a b']],
    ['USER  me ', ['me']],
    ['RUN a  "b"', ['a  "b"']],
    ['HEALTHCHECK CMD a b', ['CMD', 'a b']],
    ['HEALTHCHECK --interval=1s NONE', ['NONE']],
    ['COPY a b c', ['a', 'b', 'c']],
    ['WAT is this', ['']],
    ['RUN', []],
  ])('%s', (text, expected) => {
    expect(only(text).args).toEqual(expected);
  });

  it.each([
    ['CMD ["a b", "\\u0063\\n"]', ['a b', 'c\n'], true],
    ['CMD []', [], true],
    ["CMD ['a']", ["['a']"], false],
    ['CMD ["a"] x', ['["a"] x'], false],
    ['CMD ["a",]', ['["a",]'], false],
    ['CMD [1e999]', ['[1e999]'], false],
    ['CMD ["\\ud800x"]', ['\ufffdx'], true],
    ['HEALTHCHECK CMD ["a"]', ['CMD', 'a'], true],
    ['COPY ["a b", "c"]', ['a b', 'c'], true],
    ['COPY [a b', ['[a', 'b'], false],
    ['ONBUILD CMD ["a"]', [], false],
  ])('%s: JSON decided as Go decides it', (text, args, json) => {
    expect(only(text)).toMatchObject({ args, json });
  });

  it.each([
    ['CMD ["a", 1]', 'json-not-strings'],
    ['CMD [null]', 'json-not-strings'],
    ['CMD [["a"], {"b": [true]}]', 'json-not-strings'],
    ['ENV A', 'missing-value'],
    ['ENV A=b C', 'missing-equals'],
    ['RUN <<E\nx', 'unterminated-heredoc'],
    [`RUN ${'x'.repeat(65_532)}`, 'line-too-long'],
    ['# nothing', 'no-instructions'],
    ['', 'no-instructions'],
  ])('refuses %#', (text, code) => {
    expect(parseDockerfile(text).errors).toMatchObject([{ code }]);
  });

  it('goes on after an error', () => {
    const { instructions } = parseDockerfile('FROM a\nENV B\nRUN c');
    expect(instructions.map(i => i.keyword)).toEqual(['FROM', 'ENV', 'RUN']);
  });
});

describe('flags', () => {
  it.each([
    ['COPY --from=a --link b c', ['--from=a', '--link']],
    ['RUN --mount=type=bind,source="a b" c', ['--mount=type=bind,source=a b']],
    ['RUN --a=\\"b c', ['--a="b']],
    ['RUN -- --a b', []],
    ['RUN -a b', []],
    ['COPY --from=\u00e9 b c', ['--from=\u00c3\u00a9']],
  ])('%s', (text, expected) => {
    expect(only(text).flags).toEqual(expected);
  });
});

describe('here-documents', () => {
  const names = (text: string) =>
    parseDockerfile(text).instructions[0].heredocs.map(h => h.name);

  it.each([
    ['RUN <<E\na\nE', ['E']],
    ['RUN <<E <<F\na\nE\nb\nF', ['E', 'F']],
    ['RUN << E\na\nE', ['E']],
    ['RUN 3<<E cat\na\nE', ['E']],
    ["COPY <<'E F' /a\nb\nE F", ['E F']],
    ['ONBUILD RUN <<E\na\nE', ['E']],
    ['RUN \\\n <<E\na\nE', ['E']],
    ['CMD <<E', []],
    ['RUN "<<E"', []],
    ['RUN echo $((1<<2))', []],
    ['RUN a <<<b', []],
    ['RUN ["<<E"]', []],
    ['RUN cat <<E "', []],
  ])('%j', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    ['<<E', { expand: true, chomp: false, fileDescriptor: 0 }],
    ['<<-E', { expand: true, chomp: true, fileDescriptor: 0 }],
    ['<<"E"', { expand: false, chomp: false, fileDescriptor: 0 }],
    ['5<<E', { expand: true, chomp: false, fileDescriptor: 5 }],
  ])('%s', (opener, expected) => {
    const [heredoc] = only(
      `RUN ${opener}\n\t$a\r\n\nE`.replace(
        '\nE',
        opener.includes('-') ? '\n\tE' : '\nE',
      ),
    ).heredocs;
    expect(heredoc).toMatchObject({
      name: 'E',
      content: '\t$a\r\n\n',
      ...expected,
    });
    expect(heredoc.range).toEqual({
      start: { line: 2, column: 0 },
      end: { line: 3, column: 0 },
    });
  });

  it('continues behind the delimiter', () => {
    const { instructions } = parseDockerfile('COPY <<E /a\nRUN b\nE\nRUN c');
    expect(instructions.map(i => [i.keyword, i.endLine])).toEqual([
      ['COPY', 3],
      ['RUN', 4],
    ]);
  });
});

describe('ranges', () => {
  it('point at arguments and flags, through continuations', () => {
    const text = 'COPY --from=a \\\n# why\n  ["b c", "d"]';
    const { flagNodes, argNodes, keywordRange } = only(text);
    const lines = text.split('\n');
    const at = (range: (typeof argNodes)[number]['range']) =>
      lines[range.start.line - 1].slice(range.start.column, range.end.column);
    expect(at(keywordRange)).toBe('COPY');
    expect(flagNodes.map(flag => at(flag.range))).toEqual(['--from=a']);
    expect(argNodes.map(arg => at(arg.range))).toEqual(['"b c"', '"d"']);
  });

  it('end on the line of their last character', () => {
    const { argNodes } = only('RUN a \\\n b \\\n');
    expect(argNodes[0].range).toEqual({
      start: { line: 1, column: 4 },
      end: { line: 2, column: 2 },
    });
  });
});
