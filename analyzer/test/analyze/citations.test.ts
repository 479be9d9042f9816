import type { Evidence } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { checkCitations } from '../../src/analyze/citations.ts';
import { voucherCase } from './demo-case.ts';
import { COMMIT } from './memory-repository.ts';

const EMPTY: Evidence = {
  claim: 'It is so.',
  kind: 'event',
  field: null,
  path: null,
  line: null,
  commit: null,
  quote: null,
};

describe('checkCitations', () => {
  it.each<[string, Partial<Evidence>]>([
    ['an event field', { field: 'exceptions.0.value' }],
    ['an event field with a quote', { field: 'exceptions.0.value', quote: "reading  'floor'" }],
    ['a field of a breadcrumb', { field: 'breadcrumbs.0.data.url', quote: '/api/cart/voucher' }],
    [
      'a line whose code the claim names',
      {
        kind: 'file',
        path: 'src/totals.js',
        line: 5,
        quote: 'voucher.floor',
        claim: 'It reads `voucher.floor`.',
      },
    ],
    ['a line with a quote', { kind: 'file', path: 'src/totals.js', line: 5, quote: 'sum < voucher.floor' }],
    [
      'a file that is not in the stack',
      { kind: 'file', path: 'src/vouchers.js', line: 2, quote: 'vouchers.find' },
    ],
    ['a commit', { kind: 'commit', commit: COMMIT, quote: 'Add the shop' }],
  ])('keeps %s', async (_name, item) => {
    const checked = await checkCitations(await voucherCase(), [{ ...EMPTY, ...item }]);
    expect(checked).toEqual({ evidence: [{ ...EMPTY, ...item }], dropped: 0 });
  });

  it.each<[string, Partial<Evidence>]>([
    ['no field', {}],
    ['a field that is not there', { field: 'exceptions.7.value' }],
    ['a field of the prototype', { field: 'exceptions.constructor.name' }],
    ['a field that is null', { field: 'user' }],
    ['another text', { field: 'exceptions.0.value', quote: 'something else' }],
    ['an empty quote', { field: 'exceptions.0.value', quote: ' ' }],
    ['a line without a quote', { kind: 'file', path: 'src/totals.js', line: 5 }],
    [
      'code the file does not have',
      {
        kind: 'file',
        path: 'src/totals.js',
        line: 5,
        quote: 'voucher.floor',
        claim: 'It calls `deleteAll()`.',
      },
    ],
    ['a line beyond the end', { kind: 'file', path: 'src/totals.js', line: 500 }],
    ['a quote of another line', { kind: 'file', path: 'src/totals.js', line: 4, quote: 'voucher.floor' }],
    ['a file that is not there', { kind: 'file', path: 'src/none.js', line: 1 }],
    ['a file outside', { kind: 'file', path: '../etc/passwd', line: 1 }],
    ['an unknown commit', { kind: 'commit', commit: 'd'.repeat(40) }],
    ['something that is no commit', { kind: 'commit', commit: '--help' }],
    ['another subject', { kind: 'commit', commit: COMMIT, quote: 'Remove the shop' }],
  ])('drops %s', async (_name, item) => {
    expect(await checkCitations(await voucherCase(), [{ ...EMPTY, ...item }])).toEqual({
      evidence: [],
      dropped: 1,
    });
  });

  it('drops file and commit claims without a repository', async () => {
    const given = { ...(await voucherCase()), code: null, noCodeReason: 'none' };
    const items: Evidence[] = [
      { ...EMPTY, kind: 'file', path: 'src/totals.js', line: 5 },
      { ...EMPTY, kind: 'commit', commit: COMMIT },
    ];
    expect(await checkCitations(given, items)).toEqual({ evidence: [], dropped: 2 });
  });
});
