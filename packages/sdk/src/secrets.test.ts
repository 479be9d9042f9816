import { expect, it } from 'vitest';

import { scrubText } from './secrets.ts';

it.each([
  ['https://a.test/p?token=abc&page=2', 'https://a.test/p?token=[filtered]&page=2'],
  ['/cb?code=abc#access_token=def&x=1', '/cb?code=[filtered]#access_token=[filtered]&x=1'],
  ['https://user:pass@a.test/', 'https://a.test/'],
  ['/p?q=shoes', '/p?q=shoes'],
  ['GET "/p?api_key=1" failed', 'GET "/p?api_key=[filtered]" failed'],
  ['a=b&password=x', 'a=b&password=[filtered]'],
  ['no url at all; key: value', 'no url at all; key: value'],
])('replaces secrets in %s', (text, expected) => {
  expect(scrubText(text)).toBe(expected);
});
