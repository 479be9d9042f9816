import { describe, expect, test } from 'vitest';
import { isOfSameKind, isSane } from './sensible.ts';

test.each([
  [0, true],
  ['text', true],
  ['€NaN', false],
  ['Hello undefined', false],
  ['[object Object]', false],
  ['null', false],
  [null, true],
  [{ $: 'undefined' }, true],
  [{ $: 'NaN' }, false],
  [{ total: { $: 'NaN' } }, false],
  [[1, { $: 'undefined' }], false],
  [{ a: ['fine'] }, true],
])('%j is sane: %s', (result, sane) => {
  expect(isSane(result)).toBe(sane);
});

describe('the kind of a result', () => {
  const none = new Set<string>();
  test.each([
    [0, [5], true],
    ['', [5], false],
    [[], [[1]], true],
    [null, [{ a: 1 }], false],
    [null, [null, { a: 1 }], true],
    [{}, [{ a: 1 }, { a: 2, b: 3 }], false],
    [{ a: 0 }, [{ a: 1 }, { a: 2, b: 3 }], true],
    [{ a: '' }, [{ a: 1 }], false],
    [{ list: [] }, [{ list: [{}] }], true],
    [{ $: 'undefined' }, [{ $: 'undefined' }], true],
  ])('%j after %j: %s', (result, examples, same) => {
    expect(isOfSameKind(result, examples, none)).toBe(same);
  });

  test('made-up values that were only passed on say nothing', () => {
    expect(isOfSameKind([], ['rates'], new Set(['rates']))).toBeNull();
    expect(isOfSameKind([], ['rates', [1]], new Set(['rates']))).toBe(true);
  });
});
