import type { BugId } from './bugs.ts';
import { createVisitor } from './visitor.ts';

/** What visitors do that meets a bug of the server; each resolves with the last answer's status. */
export const SERVER_ACTIONS: { readonly [id in BugId]?: (shopUrl: string) => Promise<number> } = {
  'unknown-coupon': async (shopUrl) => {
    const visitor = createVisitor(shopUrl);
    await visitor.post('/api/cart', { sku: 'pot-600', quantity: 1 });
    return visitor.post('/api/cart/coupon', { code: 'SPRNG10' });
  },
  'carrier-error-page': async (shopUrl) => {
    const visitor = createVisitor(shopUrl);
    await visitor.post('/api/cart', { sku: 'mint-60', quantity: 2 });
    return visitor.get('/api/shipping?country=IS');
  },
  'missing-await': async (shopUrl) => {
    const visitor = createVisitor(shopUrl);
    await visitor.post('/api/session', { email: 'ada@example.org' });
    await visitor.post('/api/cart', { sku: 'assam-100', quantity: 1 });
    return visitor.post('/api/checkout', { country: 'DE', payment: 'invoice' });
  },
  'payments-down': async (shopUrl) => {
    const visitor = createVisitor(shopUrl);
    await visitor.post('/api/cart', { sku: 'oolong-80', quantity: 1 });
    return visitor.post('/api/checkout', { country: 'DE', payment: 'card', cardToken: 'tok_demo' });
  },
};
