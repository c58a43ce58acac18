import { cell } from './csv';

describe('cells of a CSV file', () => {
  it.each([
    ['plain', 'plain'],
    ['with, comma', '"with, comma"'],
    ['with "quotes"', '"with ""quotes"""'],
    ['two\nlines', '"two\nlines"'],
    ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    [-1, '-1'],
    [null, ''],
    [undefined, ''],
    [true, 'true'],
  ])('%j', (value, expected) => {
    expect(cell(value)).toBe(expected);
  });
});
