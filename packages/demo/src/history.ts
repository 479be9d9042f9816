/**
 * One commit of the shop's past. Its files come from two places: `history/<name>/` holds versions that were replaced
 * later, `final` names files that have not changed since and are taken from the template.
 */
export type HistoryStep = {
  readonly name: string;
  readonly author: Author;
  /** ISO 8601 with offset; fixed, so that the commit hashes never change. */
  readonly date: string;
  readonly message: string;
  readonly final: readonly string[];
  readonly tag?: string;
};

export type Author = { readonly name: string; readonly email: string };

const mara: Author = { name: 'Mara Lindqvist', email: 'mara@fernhill.example' };
const jonas: Author = { name: 'Jonas Okafor', email: 'jonas@fernhill.example' };
const priya: Author = { name: 'Priya Raman', email: 'priya@fernhill.example' };
const theo: Author = { name: 'Theo Marchetti', email: 'theo@fernhill.example' };

/** Oldest first; after the last one the working tree equals the template. */
export const HISTORY: readonly HistoryStep[] = [
  {
    name: '01-catalogue',
    author: mara,
    date: '2026-08-03T09:12:00+02:00',
    message: 'Serve the catalogue and its page',
    final: [
      'README.md',
      'server/main.js',
      'server/app.js',
      'server/router.js',
      'server/http.js',
      'server/static-files.js',
      'server/report-error.js',
      'server/catalog.js',
      'assets/money.js',
      'assets/shop.css',
      'test/router.test.js',
      'test/catalog.test.js',
      'test/money.test.js',
      'test/static-files.test.js',
    ],
  },
  {
    name: '02-basket',
    author: jonas,
    date: '2026-08-11T16:40:00+02:00',
    message: 'Add baskets, member prices and the badge in the header',
    final: [
      'server/customers.js',
      'assets/basket-badge.js',
      'test/basket.test.js',
      'test/session.test.js',
      'test/basket-badge.test.js',
    ],
  },
  {
    name: '03-orders',
    author: priya,
    date: '2026-08-24T11:05:00+02:00',
    message: 'Take orders on invoice',
    final: ['server/order-store.js', 'data/orders.json', 'test/order-store.test.js'],
  },
  {
    name: '04-cards',
    author: jonas,
    date: '2026-09-02T14:21:00+02:00',
    message: 'Charge cards through the payment provider',
    final: ['server/payments.js'],
  },
  {
    name: '05-shipping',
    author: priya,
    date: '2026-09-09T10:33:00+02:00',
    message: "Quote shipping with the carrier's rates\n\nWithout an answer the flat rate counts.",
    final: ['assets/checkout-page.js'],
  },
  {
    name: '06-recommendations',
    author: mara,
    date: '2026-09-15T17:58:00+02:00',
    message: 'Recommend teas from past orders',
    final: ['server/routes.js', 'assets/order-page.js', 'pages/order.html', 'test/recommendations.test.js'],
  },
  {
    name: '07-release-1.3.0',
    author: mara,
    date: '2026-09-16T09:00:00+02:00',
    message: 'Release 1.3.0',
    final: [],
    tag: 'v1.3.0',
  },
  {
    name: '08-coupons',
    author: priya,
    date: '2026-10-05T13:47:00+02:00',
    message: 'Accept coupon codes in the basket',
    final: [
      'server/coupons.js',
      'server/pricing.js',
      'server/basket.js',
      'server/session.js',
      'assets/api.js',
      'assets/basket-page.js',
      'pages/basket.html',
      'test/pricing.test.js',
    ],
  },
  {
    name: '09-carrier-answers',
    author: jonas,
    date: '2026-10-12T15:16:00+02:00',
    message:
      'Keep carrier answers for ten minutes\n\nThe carrier counts our requests; the raw text is what we keep.',
    final: ['server/shipping.js', 'test/shipping.test.js'],
  },
  {
    name: '10-refresh',
    author: theo,
    date: '2026-10-20T10:02:00+02:00',
    message: 'Refresh recommendations after each order',
    final: ['server/recommendations.js', 'server/checkout.js'],
  },
  {
    name: '11-quantity',
    author: theo,
    date: '2026-10-27T09:39:00+01:00',
    message: 'Choose the quantity on the product list',
    final: ['assets/quantity.js', 'assets/product-list.js', 'pages/index.html', 'test/quantity.test.js'],
  },
  {
    name: '12-slim-header',
    author: jonas,
    date: '2026-11-03T18:24:00+01:00',
    message: 'Use a slim header during checkout',
    final: ['pages/checkout.html'],
  },
  {
    name: '13-release-1.4.0',
    author: mara,
    date: '2026-11-04T09:00:00+01:00',
    message: 'Release 1.4.0',
    final: ['package.json', 'CHANGELOG.md'],
    tag: 'v1.4.0',
  },
];
