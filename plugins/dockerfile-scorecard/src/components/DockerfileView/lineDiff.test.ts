import { applyEdits } from './applyEdits';
import { hunks, lineDiff, unifiedDiff } from './lineDiff';

function changes(before: string, after: string) {
  return hunks(lineDiff(before, after), 0).map(group =>
    group.map(line => `${line.kind === 'added' ? '+' : '-'}${line.text}`),
  );
}

describe('a fix as a difference', () => {
  it('shows changed lines in groups', () => {
    expect(changes('a\nb\nc\nd\ne\n', 'a\nB\nc\nd\nx\ne\n')).toEqual([
      ['-b', '+B'],
      ['+x'],
    ]);
  });

  it('keeps equal lines between changes apart from them', () => {
    expect(changes('a\nsame\nb', 'A\nsame\nB')).toEqual([
      ['-a', '+A'],
      ['-b', '+B'],
    ]);
  });

  it('shows nothing for equal texts', () => {
    expect(changes('a\nb\n', 'a\nb\n')).toEqual([]);
  });

  it('becomes a patch with three lines of context', () => {
    const before = '1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n';
    expect(
      unifiedDiff('app/Dockerfile', before, before.replace('5', 'five')),
    ).toBe(
      [
        '--- a/app/Dockerfile',
        '+++ b/app/Dockerfile',
        '@@ -2,7 +2,7 @@',
        ' 2',
        ' 3',
        ' 4',
        '-5',
        '+five',
        ' 6',
        ' 7',
        ' 8',
        '',
      ].join('\n'),
    );
  });

  it('joins hunks whose context touches', () => {
    const before = '1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n';
    const after = before.replace('2', 'two').replace('8', 'eight');
    const patch = unifiedDiff('Dockerfile', before, after);
    expect(patch.match(/^@@/gm)).toHaveLength(1);
    expect(patch).toContain('@@ -1,10 +1,10 @@');
  });

  it('begins at the right lines after an insertion', () => {
    const before = `${Array.from({ length: 30 }, (_, i) => i + 1).join(
      '\n',
    )}\n`;
    const after = before.replace('\n3\n', '\n3\nnew\n').replace('\n25\n', '\n');
    expect(
      unifiedDiff('Dockerfile', before, after).match(/^@@.*@@$/gm),
    ).toEqual(['@@ -1,6 +1,7 @@', '@@ -22,7 +23,6 @@']);
  });
});

describe('edits', () => {
  const at = (line: number, column: number) => ({ line, column });

  it('are applied from the end, whatever their order', () => {
    expect(
      applyEdits('FROM a\nRUN b\nCMD c\n', [
        { range: { start: at(1, 5), end: at(1, 6) }, text: 'alpha' },
        { range: { start: at(3, 0), end: at(3, 0) }, text: 'USER 1\n' },
        { range: { start: at(2, 4), end: at(2, 5) }, text: '' },
      ]),
    ).toBe('FROM alpha\nRUN \nUSER 1\nCMD c\n');
  });

  it('count UTF-16 code units and keep CRLF', () => {
    expect(
      applyEdits('# 🐳 x\r\nCMD c\r\n', [
        { range: { start: at(1, 5), end: at(1, 6) }, text: 'y' },
      ]),
    ).toBe('# 🐳 y\r\nCMD c\r\n');
  });

  it('may stand behind the last line', () => {
    expect(
      applyEdits('FROM a', [
        { range: { start: at(2, 0), end: at(2, 0) }, text: '\nUSER 1' },
      ]),
    ).toBe('FROM a\nUSER 1');
  });
});
