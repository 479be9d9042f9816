import { describe, expect, test } from 'vitest';
import { inertText, inertTitle } from './inert-text.ts';

const BAD = [
  '@acme/everybody look',
  '![x](http://evil.example/x.png)',
  '<img src=x onerror=alert(1)>',
  'Fixes #1, closes acme/shop#2, GH-3 and !4',
  '[click](javascript:alert(1))',
  'first\n/close\n/assign @me',
  'see https://evil.example and www.evil.example',
  '- [ ] task\n# title\n> quote',
  '| a | b |\n|---|---|',
  '`code` **bold** __under__ ~~gone~~ $math$',
  '\u001B[31mred\u001B[0m \u202Eevil \u{E0041}\u{E0042}',
  '&lt;script&gt;',
];

describe('a text of somebody else in a pull request', () => {
  test.each(BAD)('%j is one line without a meaning', (text) => {
    const shown = inertText(text, 500);
    expect(shown).not.toContain('\n');
    // No mention, reference, address, HTML, or markup that is not escaped.
    expect(shown).not.toMatch(/[@#!%](?=[\w/])|GH-\d|:\/\/|www\.|[<>]/);
    expect(shown).not.toMatch(/(?<!\\)[`*_[\]()|~$]/);
    expect(shown).not.toMatch(/^[-+=/#]/);
    // oxlint-disable-next-line no-control-regex -- what a terminal would obey
    expect(shown).not.toMatch(/[\u0000-\u001F\u202A-\u202E\u{E0000}-\u{E007F}]/u);
  });

  test.each(BAD)('%j is harmless as a title', (text) => {
    expect(inertTitle(text, 120)).not.toMatch(/[@#!]\w|:\/\/|GH-\d|\n/);
  });

  test('is bounded and has no secret', () => {
    expect(inertText('word '.repeat(200), 100)).toHaveLength(100);
    expect(inertText('token ghp_0123456789abcdefghijABCDEFGHIJ012345', 500)).not.toContain('ghp_');
  });
});
