import { describe, expect, it } from 'vitest';
import { extractJson } from './extract-json.ts';

const found = { a: 1 };

describe('extractJson', () => {
  it.each([
    ['bare', '{"a":1}'],
    ['between spaces', ' \n {"a":1}\n'],
    ['in a fence', '```json\n{"a":1}\n```'],
    ['in a fence without a language', '```\n{"a":1}\n```'],
    ['in prose', 'The answer is {"a":1}, I think.'],
    ['after braces that are no JSON', 'In {x} we see {"a":1}'],
    ['after thoughts with JSON in them', '<think>{"a":2}</think>{"a":1}'],
    ['after thoughts whose start was dropped', 'maybe {"a":2}</think>\n{"a":1}'],
  ])('finds the value %s', (_, text) => {
    expect(extractJson(text)).toEqual(found);
  });

  it('does not count braces in strings', () => {
    expect(extractJson('x {"a":"}{\\"}"} y')).toEqual({ a: '}{"}' });
  });

  it.each([
    ['empty', ''],
    ['prose', 'no braces here'],
    ['cut', '{"a":1,"b":{"a":1}'],
    ['never closed string', '{"a":"x}'],
    ['too long', `{"a":"${'x'.repeat(1024 * 1024)}"}`],
  ])('finds nothing in text that is %s', (_, text) => {
    expect(extractJson(text)).toBeUndefined();
  });

  it('keeps the difference between null and nothing', () => {
    expect(extractJson('null')).toBeNull();
  });
});
