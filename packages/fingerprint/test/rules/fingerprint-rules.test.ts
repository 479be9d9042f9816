import type { NormalizedEvent } from '@bugsage/core';
import { describe, expect, test } from 'vitest';
import { fingerprint, parseFingerprintRules } from '../../src/index.ts';
import { eventOf, exceptionOf, frameOf, framesOf, mechanismOf } from '../event.ts';

const down = exceptionOf({
  type: 'DatabaseDown',
  value: 'the database 7 went WRONG',
  mechanism: mechanismOf({ type: 'onerror' }),
  frames: framesOf(
    'main@/srv/shop/server.js:9',
    'query@/srv/shop/db/Pool.js:3',
    'emit@/srv/node_modules/pg/x.js:1!',
  ),
});
const event = eventOf({
  platform: 'node',
  exceptions: [down],
  logger: 'shop.orders',
  release: 'shop@2.1.0',
  tags: [['region', 'eu-west']],
  sdk: { name: 'sentry.javascript.node', version: '10' },
  transaction: 'GET /cart',
});

const rulesOf = (text: string) => {
  const parsed = parseFingerprintRules(text);
  if (!parsed.ok) throw new Error(parsed.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return { fingerprint: parsed.rules, stackTrace: [] };
};
const keyed = (text: string, fields: Partial<NormalizedEvent> = {}) =>
  fingerprint({ ...event, ...fields }, { rules: rulesOf(text) });
const isMatch = (matchers: string, fields: Partial<NormalizedEvent> = {}): boolean =>
  keyed(`${matchers} -> matched`, fields).parts.some(({ name }) => name === 'rule');

describe('matchers', () => {
  test.each([
    ['type:DatabaseDown', true],
    ['error.type:Database*', true],
    ['type:databasedown', false],
    ['!type:TypeError', true],
    ['!type:DatabaseDown', false],
    ['value:"*went wrong*"', true],
    ['message:"*Went Wrong*"', true],
    ['error.value:*nothing*', false],
    ['stack.function:query', true],
    ['function:que?y', true],
    ['function:[a-q]uery', true],
    ['function:[!a-p]uery', true],
    ['function:[!a-q]uery', false],
    ['stack.abs_path:**/DB/pool.js', true],
    ['path:/srv/*/pool.js', false],
    ['path:/srv/**', true],
    ['path:srv/**', false],
    ['app:yes function:query', true],
    ['app:no function:query', false],
    ['app:no function:emit', true],
    ['function:query path:**/server.js', false],
    ['logger:shop.*', true],
    ['level:ERROR', true],
    ['release:shop@2.*', true],
    ['tags.region:eu-*', true],
    ['tags.none:*', false],
    ['!tags.none:*', true],
    ['sdk:sentry.javascript.*', true],
    ['family:javascript', true],
    ['family:native,other', false],
    ['family:all', true],
    ['type:DatabaseDown level:warning', false],
    [String.raw`message:"the database \* *"`, false],
    ['message:"the database \\"7\\" *"', false],
  ])('%s: %s', (matchers, expected) => {
    expect(isMatch(matchers)).toBe(expected);
  });

  test('type and value have to hold on one exception', () => {
    const other = exceptionOf({ type: 'TypeError', value: 'x is null' });
    expect(isMatch('type:TypeError value:*WRONG', { exceptions: [other, down] })).toBe(false);
    expect(isMatch('type:TypeError value:*null', { exceptions: [other, down] })).toBe(true);
  });

  test('packages are the binaries of native frames', () => {
    const frames = [frameOf('draw@draw.cpp:1', { module: '/usr/lib/libdraw.so' })];
    expect(isMatch('package:/usr/lib/**', { platform: 'native', exceptions: [{ ...down, frames }] })).toBe(
      true,
    );
  });
});

describe('what a rule sets', () => {
  test('its values are the fingerprint, whatever the client sent', () => {
    const first = keyed('type:DatabaseDown -> database-down', { client_fingerprint: ['mine'] });
    const second = keyed('type:* -> database-down', { exceptions: [{ ...down, frames: [] }] });
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(first.fingerprint).toBe(
      fingerprint({ ...event, client_fingerprint: ['database-down'] }).fingerprint,
    );
  });

  test('the first matching rule decides', () => {
    expect(keyed('type:TypeError -> a\nfunction:query -> b\ntype:* -> c').fingerprint).toBe(
      keyed('type:* -> b').fingerprint,
    );
  });

  test.each([
    ['database-down, {{ transaction }}', ['database-down', 'GET /cart']],
    ['"a, b" {{function}}', ['a, b', 'query']],
    ['{{ error.type }}-{{ tags.region }}', ['DatabaseDown-eu-west']],
    ['{{ stack.package }}{{ tags.none }}', ['<no-package><no-tags.none>']],
    ['{{ level }}/{{ logger }}/{{ release }}', ['error/shop.orders/shop@2.1.0']],
  ])('-> %s', (target, expected) => {
    const values = keyed(`type:* -> ${target}`).parts.filter(({ name }) => name === 'rule');
    expect(values.map(({ value }) => value)).toEqual(expected);
  });

  test('{{ default }} keeps the usual key and divides it', () => {
    const usual = keyed('type:* -> {{ default }}, {{ tags.region }}');
    const moved = { ...down, value: 'another text' };
    expect(keyed('type:* -> {{ default }}, {{ tags.region }}', { exceptions: [moved] }).fingerprint).not.toBe(
      usual.fingerprint,
    );
    expect(usual.fingerprint).not.toBe(fingerprint(event).fingerprint);
  });

  test('a title, with variables', () => {
    expect(keyed('type:* -> x title="Down ({{ transaction }})"').title).toBe('Down (GET /cart)');
    expect(keyed('type:* -> x').title).toBe(fingerprint(event).title);
  });

  test('why grouped names the line of the rule', () => {
    const [part] = keyed('# a comment\n\ntype:* -> x').parts;
    expect(part).toMatchObject({
      name: 'rule',
      hashed: true,
      reason: expect.stringContaining('line 3') as string,
    });
  });
});

test.each([
  ['type -> x', 'Expected a matcher'],
  ['type:a', 'Expected `->` at the end of the line'],
  ['type:a ->', 'Expected the fingerprint'],
  ['type:a -> "x', 'not closed'],
  ['type:a -> {{ x', 'not closed'],
  ['typ:a -> x', '`typ` is nothing to match by'],
  ['mechanism:a -> x', '`mechanism` is nothing to match by'],
  ['app:maybe -> x', '`app` is yes or no'],
  ['family:fish -> x', '`family` is'],
  ['type:a -> x name="y"', '`name` is no attribute'],
  [`type:${'a'.repeat(300)} -> x`, 'at most 256'],
])('%s is refused with its line', (rule, message) => {
  const parsed = parseFingerprintRules(`type:ok -> ok\n${rule}`);
  expect(parsed).toEqual({
    ok: false,
    errors: [{ line: 2, message: expect.stringContaining(message) as string }],
  });
});
