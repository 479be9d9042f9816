/** A bug of the demo shop as its event tells it, and how the shop must behave once it is mended. */
export type DemoBug = {
  readonly id: string;
  readonly rule: string;
  readonly error: readonly [type: string, message: string];
  /** Crash first: the file, a piece of the line, and where on it the engine points. */
  readonly frames: readonly (readonly [path: string, lineContaining: string, at: string])[];
  readonly checks: string;
};

const ASSERT = "import assert from 'node:assert/strict';\n";

/** The five the simulator of the demo makes happen. */
export const DEMO_BUGS: readonly DemoBug[] = [
  {
    id: 'demo/unknown-coupon',
    rule: 'nullish-access',
    error: ['TypeError', "Cannot read properties of undefined (reading 'minimum')"],
    frames: [
      ['server/pricing.js', 'coupon.minimum', 'minimum'],
      ['server/pricing.js', 'couponDiscount(subtotal -', 'couponDiscount'],
    ],
    checks: `${ASSERT}import { couponDiscount, priceBasket } from './server/pricing.js';
assert.equal(couponDiscount(10000, 'NO-SUCH-CODE'), 0);
assert.equal(couponDiscount(10000, ''), 0);
assert.equal(priceBasket({ lines: [], couponCode: 'NO-SUCH-CODE' }).total, 0);
`,
  },
  {
    id: 'demo/callback-left-out',
    rule: 'not-a-function',
    error: ['TypeError', 'onChange is not a function'],
    frames: [
      ['assets/quantity.js', '  onChange(next', 'onChange'],
      ['assets/product-list.js', 'stepQuantity(quantity, -1', 'stepQuantity'],
    ],
    checks: `${ASSERT}import { stepQuantity } from './assets/quantity.js';
const input = { value: '3' };
assert.equal(stepQuantity(input, 1), 4);
assert.equal(input.value, '4');
const seen = [];
assert.equal(stepQuantity(input, 1, { onChange: (next) => seen.push(next) }), 5);
assert.deepEqual(seen, [5]);
`,
  },
  {
    id: 'demo/page-of-a-proxy',
    rule: 'json-parse',
    error: ['SyntaxError', `Unexpected token '<', "<html>\n<hea"... is not valid JSON`],
    frames: [
      ['server/shipping.js', '= JSON.parse(text)', 'parse'],
      ['server/shipping.js', 'cheapest(await fetchRates', 'cheapest'],
    ],
    checks: `${ASSERT}import { fetchRates, quoteShipping } from './server/shipping.js';
const rates = [{ service: 'fast', price: 900, days: 1 }];
globalThis.fetch = async () => new Response('<html>\\n<head></head></html>', { status: 502 });
assert.deepEqual(await quoteShipping({ lines: [] }, 'AT').catch((error) => {
  assert.ok(!(error instanceof SyntaxError));
  return { price: 690 };
}).then(({ price }) => price), 690);
globalThis.fetch = async () => Response.json({ rates });
assert.deepEqual(await fetchRates('DE', 100), rates);
`,
  },
  {
    id: 'demo/page-without-badge',
    rule: 'nullish-access',
    error: ['TypeError', "Cannot set properties of null (setting 'textContent')"],
    frames: [
      ['assets/basket-badge.js', 'badge.textContent =', 'textContent'],
      ['assets/checkout-page.js', 'updateBasketBadge(basket);', 'updateBasketBadge'],
    ],
    checks: `${ASSERT}import { updateBasketBadge } from './assets/basket-badge.js';
const badge = {};
updateBasketBadge({ lines: [{ quantity: 2 }] }, { querySelector: () => badge });
assert.equal(badge.textContent, '2');
updateBasketBadge({ lines: [] }, { querySelector: () => null });
`,
  },
  {
    id: 'demo/list-still-a-promise',
    rule: 'missing-await',
    error: ['TypeError', 'orders.filter is not a function'],
    frames: [['server/recommendations.js', 'const kept = orders.filter', 'filter']],
    checks: `${ASSERT}import { recommendationsFor, refreshRecommendations } from './server/recommendations.js';
await refreshRecommendations('c-1');
assert.ok(Array.isArray(await recommendationsFor('c-1')));
`,
  },
];
