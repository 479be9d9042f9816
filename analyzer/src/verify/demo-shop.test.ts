import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openFixture, testSandbox, type Fixture, type Replacement } from './testing/fixture.ts';

const sandbox = await testSandbox();
const files = fileURLToPath(new URL('../../../packages/demo/shop', import.meta.url));

type ShopCase = {
  readonly name: string;
  readonly fixture: Omit<Fixture, 'files'>;
  readonly wrong: readonly Replacement[];
  readonly right: Replacement;
};

const PRICING = 'server/pricing.js';
const QUANTITY = 'assets/quantity.js';
const SHIPPING = 'server/shipping.js';
const BADGE = 'assets/basket-badge.js';
const RECOMMENDATIONS = 'server/recommendations.js';

const cases: ShopCase[] = [
  {
    name: 'unknown coupon',
    fixture: {
      error: { type: 'TypeError', value: "Cannot read properties of undefined (reading 'minimum')" },
      frames: [
        [PRICING, 'coupon.minimum'],
        [PRICING, 'couponDiscount(subtotal -'],
      ],
    },
    wrong: [
      { path: PRICING, find: 'findCoupon(code);', replace: 'findCoupon(code) ?? {};' },
      { path: PRICING, find: 'coupon.minimum', replace: 'coupon?.minimum' },
    ],
    right: { path: PRICING, find: '  if (subtotal <', replace: '  if (!coupon) return 0;\n  if (subtotal <' },
  },
  {
    name: 'callback that one page leaves out',
    fixture: {
      error: { type: 'TypeError', value: 'onChange is not a function' },
      frames: [
        [QUANTITY, '  onChange(next'],
        ['assets/product-list.js', 'stepQuantity(quantity, -1'],
      ],
    },
    wrong: [
      {
        path: QUANTITY,
        find: '  input.value =',
        replace: '  if (!onChange) return current;\n  input.value =',
      },
    ],
    right: { path: QUANTITY, find: 'onChange(next)', replace: 'onChange?.(next)' },
  },
  {
    name: 'page of a proxy instead of rates',
    fixture: {
      error: { type: 'SyntaxError', value: `Unexpected token '<', "<html>\n<hea"... is not valid JSON` },
      frames: [
        [SHIPPING, '= JSON.parse(text)'],
        [SHIPPING, 'cheapest(await fetchRates'],
      ],
    },
    wrong: [
      {
        path: SHIPPING,
        find: '  const text = await',
        replace: '  if (!response.ok) return null;\n  const text = await',
      },
    ],
    right: {
      path: SHIPPING,
      find: '  const text = await',
      replace: '  if (!response.ok) return [];\n  const text = await',
    },
  },
  {
    name: 'page without the badge',
    fixture: {
      error: { type: 'TypeError', value: "Cannot set properties of null (setting 'textContent')" },
      frames: [
        [BADGE, 'badge.textContent ='],
        ['assets/checkout-page.js', 'updateBasketBadge(basket);'],
      ],
    },
    wrong: [
      {
        path: BADGE,
        find: 'badge.textContent = String(count);',
        replace: 'try {\n    badge.textContent = String(count);\n  } catch {}',
      },
    ],
    right: {
      path: BADGE,
      find: '  badge.textContent',
      replace: '  if (!badge) return;\n  badge.textContent',
    },
  },
  {
    name: 'list that is still a promise',
    fixture: {
      error: { type: 'TypeError', value: 'orders.filter is not a function' },
      frames: [[RECOMMENDATIONS, 'const kept = orders.filter']],
    },
    wrong: [
      {
        path: RECOMMENDATIONS,
        find: 'const kept = orders.filter(',
        replace: 'const kept = (Array.isArray(orders) ? orders : []).filter(',
      },
    ],
    right: {
      path: RECOMMENDATIONS,
      find: '= listOrders(customerId);\n  const kept',
      replace: '= await listOrders(customerId);\n  const kept',
    },
  },
];

describe.skipIf(sandbox.kind === 'none')('the bugs of the demo shop', () => {
  test.each(cases)('$name: only the right change is verified', async ({ fixture, wrong, right }) => {
    const opened = await openFixture({ files, ...fixture }, sandbox);
    const { best, tried } = await opened.verifyBest([...wrong, right].map((change) => [change]));
    await opened.remove();
    const reasons = tried
      .map(({ verification }) => `${verification.verdict}: ${verification.reason}`)
      .join('\n');
    expect(tried.length, reasons).toBe(wrong.length + 1);
    expect(best?.verification.verdict, reasons).toBe('verified');
    expect(best?.candidate.edits[0]?.after).toContain(right.replace);
    expect(best?.regressionTest?.path).toMatch(/^test\/.*\.regression\.test\.js$/);
  });
});
