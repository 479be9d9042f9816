import type { NormalizedEvent } from '@bugsage/core';
import type { Case } from '../../src/evidence/case.ts';
import { gatherCase } from '../../src/evidence/gather.ts';
import { errorOf, frameAt, ISSUE, PROJECT, requestStep, storedEvent } from './event-fixture.ts';
import { memoryRepository } from './memory-repository.ts';

export const FILES = {
  'src/vouchers.js': `const vouchers = [{ code: 'A', floor: 10, percent: 5 }];
export const voucherFor = (code) => vouchers.find((voucher) => voucher.code === code);
`,
  'src/totals.js': `import { voucherFor } from './vouchers.js';

export function discount(sum, code) {
  const voucher = voucherFor(code);
  if (sum < voucher.floor) return 0;
  return (sum * voucher.percent) / 100;
}
`,
};

/** A lookup that finds nothing, seen on a server; parts of the event can be replaced. */
export function voucherCase(
  parts: Partial<NormalizedEvent> = {},
  files: Readonly<Record<string, string>> = FILES,
): Promise<Case> {
  const crash = frameAt({
    filename: '/srv/shop/src/totals.js',
    lineno: 5,
    colno: 21,
    function: 'discount',
    context_line: '  if (sum < voucher.floor) return 0;',
  });
  return gatherCase({
    issue: ISSUE,
    project: PROJECT,
    events: [
      storedEvent({
        exceptions: [errorOf('TypeError', "Cannot read properties of undefined (reading 'floor')", [crash])],
        breadcrumbs: [requestStep('POST', '/api/cart/voucher', 200)],
        ...parts,
      }),
    ],
    openRepository: async () => memoryRepository(files),
  });
}
