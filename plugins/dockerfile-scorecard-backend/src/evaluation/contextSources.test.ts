import { contextSources } from './contextSources';

describe('contextSources', () => {
  it.each([
    [['COPY', 'app', '/app'], [], ['app']],
    [['COPY', './src/', 'a.txt', '/app/'], [], ['src', 'a.txt']],
    [['ADD', '/conf', '/etc'], [], ['conf']],
    [['COPY', '.', '/app'], [], []],
    [['COPY', '*.txt', '/app'], [], []],
    [['COPY', '$SRC', '/app'], [], []],
    [['ADD', 'https://example.com/x', '/'], [], []],
    [['COPY', '/app', '/app'], ['--from=builder'], []],
    [['RUN', 'cp', 'a', 'b'], [], []],
  ])('%j %j: %j', ([keyword, ...args], flags, expected) => {
    expect(contextSources([{ keyword, flags, args }])).toEqual(expected);
  });
});
