import { AsyncLocalStorage } from 'node:async_hooks';

import { describe, expect, it } from 'vitest';

import { createScopeData, updateScope } from './scope-data.ts';
import { type ScopeHolder, followCalls, runInScope } from './scope-store.ts';
import { Scope } from './scope.ts';

describe('scopes', () => {
  it('are forked by a shallow copy: changes reach neither parent nor child', () => {
    const parent = createScopeData();
    updateScope(parent, { tags: { area: 'cart' } });
    const child = { ...parent };
    updateScope(child, { tags: { area: 'pay' } });
    new Scope(child).addBreadcrumb({ message: 'child' });
    updateScope(parent, { user: { id: 7 } });
    expect(parent).toMatchObject({ tags: { area: 'cart' }, breadcrumbs: [], user: { id: 7 } });
    expect(child.user).toBeUndefined();
    expect(child.tags).toEqual({ area: 'pay' });
  });

  it('take over what is named and keep the rest', () => {
    const scope = createScopeData();
    updateScope(scope, { tags: { a: 1, b: true }, contexts: { cart: { items: 2 } }, user: { id: 1 } });
    updateScope(scope, {
      tags: { a: 2 },
      level: 'fatal',
      contexts: { page: { n: 1 } },
      extra: { x: 1 },
      fingerprint: ['f'],
      user: undefined,
    });
    expect(scope).toMatchObject({
      tags: { a: 2, b: true },
      level: 'fatal',
      contexts: { cart: { items: 2 }, page: { n: 1 } },
      extra: { x: 1 },
      fingerprint: ['f'],
      user: { id: 1 },
    });
  });

  it('copy what they are given, and keep the newest breadcrumbs', () => {
    const scope = new Scope(createScopeData());
    const cart = { items: 2 };
    scope.setContext('cart', cart);
    cart.items = 3;
    expect(scope.data.contexts).toEqual({ cart: { items: 2 } });
    for (let step = 0; step < 40; step += 1) scope.addBreadcrumb({ message: String(step) });
    expect(scope.data.breadcrumbs.map(({ message }) => message)).toEqual(
      Array.from({ length: 30 }, (_, step) => String(step + 10)),
    );
  });
});

describe('the current scope', () => {
  it('is another until the work returns, also when it throws', () => {
    const root = createScopeData();
    const holder: ScopeHolder = { scope: root };
    const inner = { ...root };
    expect(() =>
      runInScope(holder, inner, () => {
        expect(holder.scope).toBe(inner);
        throw new Error('work failed');
      }),
    ).toThrow('work failed');
    expect(holder.scope).toBe(root);
  });

  it('follows 200 interleaved tasks without cross-talk, where runtimes can', async () => {
    const root = createScopeData();
    const holder: ScopeHolder = { scope: root };
    followCalls(holder, () => new AsyncLocalStorage());
    const seen = await Promise.all(
      Array.from({ length: 200 }, (_, task) => {
        const scope = { ...root };
        updateScope(scope, { tags: { task } });
        return runInScope(holder, scope, async () => {
          for (let step = 0; step < 5; step += 1) await new Promise(setImmediate);
          return holder.scope.tags['task'];
        });
      }),
    );
    expect(seen).toEqual(Array.from({ length: 200 }, (_, task) => task));
    expect(holder.scope).toBe(root);
  });
});
