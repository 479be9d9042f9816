import { expect, it } from 'vitest';
import { quotedSearch } from './quoted-search.ts';
import { releaseAddress, shareWords } from './release-words.ts';

it.each([
  [null, '–'],
  [1, '100 %'],
  [0.99999, '99.99 %'],
  [0.57, '57 %'],
  [0.0042, '0.42 %'],
  [0, '0 %'],
])('a share of %s is %s', (share, words) => {
  expect(shareWords(share)).toBe(words);
});

it.each(['shop@2.1.0', '..', 'feature/a b&c=%2F#"\\'])(
  'an address carries the version %s whole',
  (version) => {
    const url = new URL(releaseAddress(version), 'http://dashboard');
    expect(url.pathname).toBe('/releases/release');
    expect([...url.searchParams]).toEqual([['version', version]]);
  },
);

it('quotes what ends a value of a search', () => {
  expect(quotedSearch(String.raw`a" is:new \ *`)).toBe(String.raw`"a\" is:new \\ *"`);
});
