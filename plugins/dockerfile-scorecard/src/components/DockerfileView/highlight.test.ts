import { highlight } from './highlight';

function kinds(text: string) {
  return highlight(text.split('\n')).map(tokens =>
    tokens.map(token => `${token.kind}:${token.text}`),
  );
}

describe('highlighting', () => {
  it('never loses a character', () => {
    const lines = [
      '# syntax=docker/dockerfile:1',
      'FROM --platform=$BUILDPLATFORM python:3 AS builder',
      '  run echo "a \\" b" && \\',
      '    pip install ${EXTRA}',
      'ONBUILD COPY --chown=1 . .',
      '',
      'NOT an instruction',
    ];
    expect(
      highlight(lines).map(tokens => tokens.map(({ text }) => text).join('')),
    ).toEqual(lines);
  });

  it('knows keywords, flags, strings and variables', () => {
    expect(kinds('COPY --from=b "$SRC" $DST')).toEqual([
      [
        'keyword:COPY',
        'flag: --from=b',
        'text: ',
        'string:"$SRC"',
        'text: ',
        'variable:$DST',
      ],
    ]);
    expect(kinds('from a as b')[0]).toEqual([
      'keyword:from',
      'text: a ',
      'keyword:as',
      'text: b',
    ]);
  });

  it('sees no instructions inside continuations and here-documents', () => {
    expect(kinds('RUN a \\\n  USER b')[1]).toEqual(['text:  USER b']);
    expect(kinds('RUN <<EOF\nCOPY x\nEOF\nUSER 1').slice(1)).toEqual([
      ['text:COPY x'],
      ['text:EOF'],
      ['keyword:USER', 'text: 1'],
    ]);
  });
});
