import { inboundFiltersSchema, type InboundFilters, type JsonObject } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { createFilter } from './create-filter.ts';
import { compileGlob } from './glob.ts';

const ON = {
  browser_extensions: true,
  crawlers: true,
  localhost: true,
  stale_chunks: true,
  browser_noise: true,
};

function reasonFor(
  payload: JsonObject,
  filters: Partial<InboundFilters>,
  userAgent = 'Mozilla/5.0',
): string | undefined {
  const parsed = inboundFiltersSchema.parse(filters);
  return createFilter(() => parsed)(payload, { publicKey: 'a', userAgent });
}

function error(type: string, value: string, ...files: string[]): JsonObject {
  return {
    exception: { values: [{ type, value, stacktrace: { frames: files.map((filename) => ({ filename })) } }] },
  };
}

const APP = 'https://shop.example/app.js';
const CHROME = 'chrome-extension://abcdef/content.js';
const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

describe('inbound filters', () => {
  it.each<[string, JsonObject, string | undefined, string?]>([
    ['a crash inside an extension', error('TypeError', 'x', APP, CHROME), 'filtered_extension'],
    [
      'a crash inside a masked Safari extension',
      error('TypeError', 'x', 'webkit-masked-url://hidden/'),
      'filtered_extension',
    ],
    ['a crash of the app below an extension', error('TypeError', 'x', CHROME, APP), undefined],
    ['a crawler that sends itself', error('TypeError', 'x', APP), 'filtered_crawler', GOOGLEBOT],
    [
      'a crawler a server saw',
      { message: 'x', request: { headers: { 'User-Agent': GOOGLEBOT } } },
      'filtered_crawler',
      'sentry.python/2',
    ],
    [
      'a crawler in a list of headers',
      { message: 'x', request: { headers: [['user-agent', 'bingbot/2.0']] } },
      'filtered_crawler',
    ],
    ['a phone called Cubot', { message: 'x' }, undefined, 'Mozilla/5.0 (Linux; CUBOT_X18_Plus)'],
    [
      'a page on localhost',
      { message: 'x', request: { url: 'http://localhost:3000/cart' } },
      'filtered_localhost',
    ],
    ['a page on 127.0.0.1', { message: 'x', request: { url: 'http://127.0.0.1/' } }, 'filtered_localhost'],
    ['a page on [::1]', { message: 'x', request: { url: 'http://[::1]:8080/' } }, 'filtered_localhost'],
    [
      'a page that only names localhost',
      { message: 'x', request: { url: 'https://localhost.example.com/' } },
      undefined,
    ],
    ['a url that is none', { message: 'x', request: { url: 'localhost' } }, undefined],
    ['a ChunkLoadError', error('ChunkLoadError', 'boom', APP), 'filtered_stale_chunk'],
    [
      'a failed import',
      error('TypeError', 'Failed to fetch dynamically imported module: https://x/a.js'),
      'filtered_stale_chunk',
    ],
    ['a message about chunks', error('Error', 'No more loading chunk 4', APP), undefined],
    ['Script error.', error('Error', 'Script error.'), 'filtered_noise'],
    ['Script error with a stack', error('Error', 'Script error.', APP), undefined],
    ['ResizeObserver', { message: 'ResizeObserver loop limit exceeded' }, 'filtered_noise'],
    ['an ordinary error', error('TypeError', 'cart is undefined', APP), undefined],
    ['an empty event', {}, undefined],
    [
      'odd shapes',
      {
        exception: [null, 3, { stacktrace: 'x', type: [] }],
        request: { headers: 7, url: {} },
        message: { a: 1 },
      },
      undefined,
    ],
  ])('%s', (_, payload, reason, userAgent) => {
    expect(reasonFor(payload, ON, userAgent)).toBe(reason);
    // Nothing is dropped unless somebody turned it on.
    expect(reasonFor(payload, {}, userAgent)).toBeUndefined();
  });

  it.each<[InboundFilters['rules'][number], boolean]>([
    [{ field: 'message', glob: '*CART is*' }, true],
    [{ field: 'message', glob: 'TypeError: cart is undefined' }, true],
    [{ field: 'message', glob: 'cart' }, false],
    [{ field: 'type', glob: 'Type*' }, true],
    [{ field: 'path', glob: 'https://shop.example/*' }, true],
    [{ field: 'path', glob: '*/vendor/*' }, false],
    [{ field: 'release', glob: 'shop@0.*' }, true],
    [{ field: 'environment', glob: 'staging' }, false],
  ])('own rule %j', (rule, matches) => {
    const payload = {
      ...error('TypeError', 'cart is undefined', APP),
      release: 'shop@0.9.1',
      environment: 'production',
    };
    expect(reasonFor(payload, { rules: [rule] })).toBe(matches ? 'filtered_rule' : undefined);
  });

  it('does not filter for a key it knows nothing of', () => {
    expect(
      createFilter(() => undefined)({ message: 'x' }, { publicKey: 'a', userAgent: '' }),
    ).toBeUndefined();
  });
});

describe('glob', () => {
  it.each([
    ['*', '', true],
    ['a*', 'a', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['*b*', 'abc', true],
    ['a*b*c', 'a-c-b', false],
    ['a*b*c', 'abbc', true],
    ['ab*bc', 'abc', false],
    ['(a+)+$', 'aaa', false],
    ['(A+)+$', '(a+)+$', true],
    ['**', 'x', true],
  ])('%s and %s', (glob, text, matches) => {
    expect(compileGlob(glob)(text)).toBe(matches);
  });
});
