import { expect, test } from 'vitest';
import { queryParameter } from './query-parameter.ts';

test.each([
  ['a=1&b=2', 'b', '2'],
  ['a=1&b=2', 'a', '1'],
  ['ab=1&b=x+y%2F', 'b', 'x y/'],
  ['b=%zz', 'b', undefined],
  ['bb=1', 'b', undefined],
  ['', 'b', undefined],
  ['&&b=', 'b', ''],
])('in the query "%s" %s is %s', (query, name, value) => {
  expect(queryParameter(query, name)).toBe(value);
});
