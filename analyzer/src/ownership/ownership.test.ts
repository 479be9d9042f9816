import type { Frame, NormalizedEvent } from '@bugsage/core';
import { describe, expect, test } from 'vitest';
import { placedEvent } from '../../../packages/backends/src/testing/placed-event.ts';
import { findOwners } from './find-owners.ts';
import { OWNERSHIP_LIMITS } from './limits.ts';
import { ownerText } from './ownership-rule.ts';
import { parseCodeowners } from './parse-codeowners.ts';
import { parseOwnership } from './parse-ownership.ts';

type Place = { file?: string; module?: string; line?: number };

function eventOf(places: readonly Place[], more: Partial<NormalizedEvent> = {}): NormalizedEvent {
  const { event } = placedEvent({ pos: 0, eventId: 'a'.repeat(32) });
  const frames = places
    .map(({ file = null, module = null, line = 1 }): Frame => ({
      function: 'f',
      module,
      filename: file,
      abs_path: file,
      lineno: line,
      colno: null,
      pre_context: [],
      context_line: null,
      post_context: [],
      in_app: true,
      vars: null,
    }))
    .toReversed();
  const exceptions = [{ type: 'E', value: 'v', module: null, mechanism: null, frames }];
  return { ...event, exceptions, tags: [], request: null, ...more };
}

const request = (url: string): Partial<NormalizedEvent> => ({
  request: { url, method: 'GET', query_string: null, headers: [], data: null },
});

/** Owners by Sentry's rules and by CODEOWNERS; crash first. */
function ownersOf(texts: { rules?: string; codeowners?: string }, event: NormalizedEvent): string {
  const rules = {
    ownership_rules: parseOwnership(texts.rules ?? '').rules,
    codeowners: parseCodeowners(texts.codeowners ?? '').rules,
  };
  return findOwners(rules, { event })?.owners.map(ownerText).join(' ') ?? 'nobody';
}

describe('ownership rules', () => {
  test.each([
    ['path:src/cart/* ann@acme.example', 'src/cart/total.js', 'ann@acme.example'],
    ['path:src/cart/* ann@acme.example', '/srv/shop/src/cart/deep/total.js', 'ann@acme.example'],
    ['path:src/cart/* ann@acme.example', 'src/order.js', 'nobody'],
    ['src/*.js #Checkout', 'src/order.js', '#checkout'],
    ['path:"my app/*" #a', 'my app/x.js', '#a'],
    ['path:SRC/* #a', 'src/x.js', '#a'],
    ['path:[ab].js #a', 'src/b.js', '#a'],
    ['path:*.js #a #b carl@acme.example', 'x.js', '#a #b carl@acme.example'],
    ['# path:* #a', 'x.js', 'nobody'],
  ])('%s on %s asks %s', (rules, file, owners) => {
    expect(ownersOf({ rules }, eventOf([{ file }]))).toBe(owners);
  });

  test.each([
    ['module:com.acme.cart.* #cart', eventOf([{ module: 'com.acme.cart.Total' }]), '#cart'],
    ['module:com.acme.cart.* #cart', eventOf([{ module: 'com.acme.order.Total' }]), 'nobody'],
    [
      'url:https://shop.example/admin* #admin',
      eventOf([], request('https://shop.example/admin/users')),
      '#admin',
    ],
    ['url:https://shop.example/admin* #admin', eventOf([], request('https://shop.example/')), 'nobody'],
    ['tags.customer:acme-* #key-accounts', eventOf([], { tags: [['customer', 'acme-eu']] }), '#key-accounts'],
    ['tags.customer:acme-* #key-accounts', eventOf([], { tags: [['client', 'acme-eu']] }), 'nobody'],
  ])('%s', (rules, event, owners) => {
    expect(ownersOf({ rules }, event)).toBe(owners);
  });

  test('the last rule that holds counts, and the crash comes before its callers', () => {
    const rules = 'path:* #all\npath:src/cart/* #cart\npath:src/order/* #order';
    expect(ownersOf({ rules }, eventOf([{ file: 'src/cart/a.js' }, { file: 'src/order/b.js' }]))).toBe(
      '#cart',
    );
    expect(ownersOf({ rules }, eventOf([{ file: 'lib/a.js' }, { file: 'src/order/b.js' }]))).toBe('#all');
  });

  test('a project’s rules come before its CODEOWNERS', () => {
    const event = eventOf([{ file: 'src/cart/a.js' }]);
    const codeowners = '/src/ #files';
    expect(ownersOf({ rules: 'path:src/cart/* #rules', codeowners }, event)).toBe('#rules');
    expect(ownersOf({ rules: 'path:src/order/* #rules', codeowners }, event)).toBe('#files');
  });

  test.each([
    ['path:src/*', 'It names no owner'],
    ['path:src/* ann', '"ann" is neither'],
    ['stack.function:x #a', '"stack.function" is no matcher. Allowed: path, module, url, tags.<key>'],
    ['path:"src/* #a', 'A quote is not closed'],
    [`path:${'x'.repeat(5_000)} #a`, 'A pattern has'],
    [`path:x ${'#a '.repeat(OWNERSHIP_LIMITS.ownersPerRuleMax + 1)}`, 'at most 20'],
  ])('%.40s is told with its line', (line, message) => {
    const { rules, problems } = parseOwnership(`path:ok #a\n${line}`);
    expect(rules).toHaveLength(1);
    expect(problems).toEqual([{ line: 2, message: expect.stringContaining(message) }]);
  });

  test('are bounded', () => {
    const { rules, problems } = parseOwnership('path:x #a\n'.repeat(OWNERSHIP_LIMITS.rulesMax + 5));
    expect(rules).toHaveLength(OWNERSHIP_LIMITS.rulesMax);
    expect(problems).toHaveLength(1);
  });

  test('hostile paths and patterns take no time', () => {
    const rules = parseOwnership(`path:${'*a'.repeat(200)}b #a`).rules;
    const event = eventOf(Array.from({ length: 50 }, (_, line) => ({ file: 'a'.repeat(256), line })));
    const startedAt = process.cpuUsage();
    expect(findOwners({ ownership_rules: rules, codeowners: [] }, { event })).toBeNull();
    expect(process.cpuUsage(startedAt).user).toBeLessThan(5_000_000);
  });
});

describe('CODEOWNERS', () => {
  // What GitHub's documentation says its example file means.
  test.each([
    ['* #all', 'src/a.js', '#all'],
    ['*.js #js', 'deep/down/a.js', '#js'],
    ['*.js #js', 'deep/down/a.go', 'nobody'],
    ['/build/logs/ #logs', 'build/logs/deep/x.log', '#logs'],
    ['/build/logs/ #logs', 'app/x/build/y/logs/x.log', 'nobody'],
    ['guides/* #docs', 'guides/start.md', '#docs'],
    ['guides/* #docs', 'guides/build/start.md', 'nobody'],
    ['apps/ #apps', 'x/apps/a/b.js', '#apps'],
    ['/guides/ #docs', 'guides/a/b.md', '#docs'],
    ['**/logs #logs', 'build/deep/logs/x.js', '#logs'],
    ['/src/**/cart.js #cart', 'src/a/b/cart.js', '#cart'],
    ['/src/cart.js #cart', 'src/cart.js', '#cart'],
    ['src/ #a # why', 'src/x.js', '#a'],
    ['* #all\n/src/generated/', 'src/generated/x.js', 'nobody'],
    ['[Shop] @acme/shop\nsrc/\n[Docs] #docs\nguides/', 'src/a.js', '#shop'],
    ['*.js @acme/front-end', 'a.js', '#front-end'],
  ])('%j on %s asks %s', (codeowners, file, owners) => {
    const { rules } = parseCodeowners(codeowners);
    const event = eventOf([{ file: `/anywhere/${file}`, line: 3 }]);
    const places = [{ file: `/anywhere/${file}`, line: 3, path: file }];
    const found = findOwners({ ownership_rules: [], codeowners: rules }, { event, places });
    expect(found?.owners.map(ownerText).join(' ') ?? 'nobody').toBe(owners);
  });

  test('count from any folder a checkout may be in, while nobody knows where it is', () => {
    expect(ownersOf({ codeowners: '/src/ #src' }, eventOf([{ file: '/srv/shop/src/cart/a.js' }]))).toBe(
      '#src',
    );
    expect(ownersOf({ codeowners: '/a.js #root' }, eventOf([{ file: '/srv/shop/src/a.js' }]))).toBe('nobody');
  });

  test('names of a code host are mapped, and those nobody knows cost nothing but themselves', () => {
    const { rules, problems } = parseCodeowners('*.js @Ann @bob ann@acme.example\n!x #a', {
      '@ann': 'ann@acme.example',
    });
    expect(rules[0]?.owners.map(ownerText)).toEqual(['ann@acme.example', 'ann@acme.example']);
    expect(problems.map(({ line }) => line)).toEqual([1, 2]);
    expect(problems[0]?.message).toContain('@bob');
  });
});
