import { describe, expect, it } from 'vitest';
import { safeJson, safeLine, safeText } from './safe-text.ts';

describe('text of events on a terminal', () => {
  it.each([
    ['colours', '\u001B[31mred\u001B[0m', 'red'],
    ['cursor moves of one byte', 'a\u009B2Jb', 'ab'],
    ['titles and links', '\u001B]0;owned\u0007x\u001B]8;;https://evil.example\u001B\\y', 'xy'],
    ['what is cut off', 'a\u001B]0;never ended', 'a ]0;never ended'],
    ['lines of their own', 'a\r\nError: b\u2028c', 'a  Error: b c'],
    ['hidden directions', 'a\u202Eb\u{E0041}c', 'a b c'],
  ])('loses %s', (_what, given, expected) => {
    expect(safeLine(given)).toBe(expected);
  });

  it('keeps lines and tabs of longer text', () => {
    expect(safeText('a\r\n\tb\u001B[2J\rc')).toBe('a\n\tb c');
  });

  it('is the same value as JSON, in visible characters only', () => {
    const value = { title: 'a\u001B[31m\u009B2J\u202E\u{E0041}\u2028é😀' };
    expect(JSON.parse(safeJson(value))).toEqual(value);
    expect(safeJson(value)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
    expect(safeJson(value)).toContain('é😀');
  });
});
