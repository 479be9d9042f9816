import { describe, expect, it } from 'vitest';

import { createAsyncScopes } from '../node/async-scopes.ts';
import { createSynchronousScopes } from './scope-store.ts';
import { Scope } from './scope.ts';

describe('Scope', () => {
  it('forks: changes reach neither parent nor child', () => {
    const parent = new Scope();
    parent.setTag('area', 'cart');
    const child = parent.fork();
    child.setTag('area', 'pay');
    child.addBreadcrumb({ message: 'child' });
    parent.setUser({ id: 7 });
    expect(parent.data).toMatchObject({ tags: { area: 'cart' }, breadcrumbs: [], user: { id: 7 } });
    expect(child.data.user).toBeUndefined();
    expect(child.data).toMatchObject({ tags: { area: 'pay' } });
  });

  it('lets a hint win without changing the scope', () => {
    const scope = new Scope();
    scope.setTags({ a: 1, b: true });
    scope.setContext('cart', { items: 2 });
    const merged = scope.merge({
      tags: { a: 2 },
      level: 'fatal',
      contexts: { page: { n: 1 } },
      extra: { x: 1 },
      fingerprint: ['f'],
    });
    expect(merged).toMatchObject({
      tags: { a: '2', b: 'true' },
      level: 'fatal',
      contexts: { cart: { items: 2 }, page: { n: 1 } },
      extra: { x: 1 },
      fingerprint: ['f'],
    });
    expect(scope.data.tags).toEqual({ a: '1', b: 'true' });
  });

  it('copies what it is given, keeps the newest breadcrumbs, and removes a context', () => {
    const scope = new Scope();
    const cart = { items: 2 };
    scope.setContext('cart', cart);
    cart.items = 3;
    expect(scope.data.contexts).toEqual({ cart: { items: 2 } });
    scope.setContext('cart', null);
    expect(scope.data.contexts).toEqual({});
    for (let step = 0; step < 40; step += 1) scope.addBreadcrumb({ message: String(step) });
    expect(scope.data.breadcrumbs.map(({ message }) => message)).toEqual(
      Array.from({ length: 30 }, (_, step) => String(step + 10)),
    );
  });
});

describe('scope stores', () => {
  it('synchronous: current until the work returns, also when it throws', () => {
    const scopes = createSynchronousScopes();
    const root = scopes.current();
    const inner = root.fork();
    expect(() =>
      scopes.run(inner, () => {
        expect(scopes.current()).toBe(inner);
        throw new Error('work failed');
      }),
    ).toThrow('work failed');
    expect(scopes.current()).toBe(root);
  });

  it('asynchronous: follows 200 interleaved tasks without cross-talk', async () => {
    const root = new Scope();
    const scopes = createAsyncScopes(root);
    const seen = await Promise.all(
      Array.from({ length: 200 }, (_, task) => {
        const scope = root.fork();
        scope.setTag('task', task);
        return scopes.run(scope, async () => {
          for (let step = 0; step < 5; step += 1) await new Promise(setImmediate);
          return scopes.current().data.tags['task'];
        });
      }),
    );
    expect(seen).toEqual(Array.from({ length: 200 }, (_, task) => String(task)));
    expect(scopes.current()).toBe(root);
  });
});
