import { parseDockerfile } from '../syntax';
import { typeInstruction } from '../syntax/instructions';
import { scriptOfRun } from './runScriptSource';
import { runScript } from './runScript';

const sourceOf = (text: string, shell?: string[]) => {
  const { instruction } = typeInstruction(
    parseDockerfile(text).instructions[0],
  );
  if (instruction.kind !== 'RUN') {
    throw new Error('no RUN');
  }
  return scriptOfRun(instruction, shell);
};

/** Each command with the text that its range covers. */
const covered = (text: string) => {
  const source = sourceOf(text);
  const lines = text.split('\n');
  const found: string[] = [];
  if (source.kind === 'script') {
    runScript(source.script, {
      cwd: { known: true, value: '/' },
      env: { get: () => undefined, set: () => {}, unset: () => {} },
      visit: ({ range: { start, end } }) =>
        found.push(
          start.line === end.line
            ? lines[start.line - 1].slice(start.column, end.column)
            : `${start.line}:${start.column}-${end.line}:${end.column}`,
        ),
      onUnknown: () => {},
    });
  }
  return found;
};

describe('scriptOfRun', () => {
  it.each([
    ['RUN a && b', { kind: 'script', script: { text: 'a && b' } }],
    [
      'RUN ["a", "b"]',
      { kind: 'exec', words: [{ value: 'a' }, { value: 'b' }] },
    ],
    ['RUN <<E\na\nE', { kind: 'script', script: { text: 'a\n' } }],
    ['RUN <<-E\n\ta\n\tE', { kind: 'script', script: { text: 'a\n' } }],
    [
      'RUN cat <<E > b\na\nE',
      { kind: 'script', script: { text: 'cat <<E > b\na\nE' } },
    ],
    [
      'RUN <<E\n#!/bin/bash -e\na\nE',
      { kind: 'script', script: { errexit: true, braces: true } },
    ],
    ['RUN <<E\n#!/usr/bin/env bash\na\nE', { kind: 'script' }],
    [
      'RUN <<E\n#!/usr/bin/env python3\na\nE',
      { kind: 'unknown', reason: 'the script is for python3' },
    ],
    ['RUN', { kind: 'script', script: { text: '' } }],
  ])('%j', (text, expected) => {
    expect(sourceOf(text)).toMatchObject(expected);
  });

  it.each([
    [
      ['/bin/bash', '-o', 'pipefail', '-c'],
      { kind: 'script', script: { pipefail: true, errexit: false } },
    ],
    [
      ['/bin/bash', '-euxo', 'pipefail', '-c'],
      { kind: 'script', script: { pipefail: true, errexit: true } },
    ],
    [
      ['conda', 'run', '-n', 'x', '/bin/bash', '-c'],
      { kind: 'script', wrapper: ['conda', 'run', '-n', 'x'] },
    ],
    [['powershell', '-Command'], { kind: 'unknown' }],
    [['cmd', '/S', '/C'], { kind: 'unknown' }],
    [['bash'], { kind: 'unknown' }],
    [[], { kind: 'unknown' }],
  ])('SHELL %j', (shell, expected) => {
    expect(sourceOf('RUN a', shell)).toMatchObject(expected);
  });
});

describe('ranges of commands', () => {
  it.each([
    ['RUN --network=none a b && c', ['a b', 'c']],
    ['RUN a && \\\n  # why\n  b c \\\n\n && d', ['a', 'b c', 'd']],
    ['RUN <<E\na\n  b c\nE', ['a', 'b c']],
    ['RUN <<-E\n\ta\n\t\tb c\n\tE', ['a', 'b c']],
    ['RUN cat <<E && b\nx\nE', ['cat <<E', 'b']],
    ['RUN a \\\n b', ['1:4-2:2']],
    ['\\\nRUN a', ['a']],
  ])('%j', (text, expected) => {
    expect(covered(text)).toEqual(expected);
  });
});
