import { describe, expect, it } from 'vitest';
import { splitCodeSpans } from './code-spans.ts';

const text = (words: string) => ({ kind: 'text', text: words });
const code = (words: string) => ({ kind: 'code', text: words });

describe('code spans of a sentence', () => {
  it.each([
    ['', []],
    ['plain words', [text('plain words')]],
    ['`coupon` is undefined', [code('coupon'), text(' is undefined')]],
    [
      'reads `minimum` of `coupon`.',
      [text('reads '), code('minimum'), text(' of '), code('coupon'), text('.')],
    ],
    ['`a``b`', [code('a'), code('b')]],
    ['one ` alone', [text('one ` alone')]],
    ['`a` and one ` more', [code('a'), text(' and one ` more')]],
    ['over `two\nlines`', [text('over `two\nlines`')]],
    ['``', [text('``')]],
    ['`<img src=x onerror=alert(1)>`', [code('<img src=x onerror=alert(1)>')]],
  ])('splits %j', (sentence, parts) => {
    expect(splitCodeSpans(sentence)).toEqual(parts);
  });
});
