import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { BATCH_LIMITS, decodeBatch } from '@bugsage/core/batch';

import { readStack } from '../../../collector/src/receive/read-stack.ts';
import { writeFrames } from '../src/node/write-frames.ts';
import type { CapturedEvent } from '../src/public-types.ts';
import { createSessionItem } from '../src/sessions/session-item.ts';
import { encodeBatch } from '../src/transport/encode-batch.ts';
import { createQueueItem } from '../src/transport/queue-item.ts';

const NOW = 1_700_000_005_000;
const KEY = '0123456789abcdef0123456789abcdef';
const IDENTITY = {
  k: KEY,
  sdk: ['bugsage.javascript.browser', '0.1.0'],
  p: 'javascript',
  rel: 'shop@1',
  env: undefined,
  ctx: undefined,
} as const;

const DEBUG_ID = 'b6ae9a2b-4a6b-4bd3-8d8a-3c2f4a9d0c11';

const EVENT: CapturedEvent = {
  id: 'a'.repeat(32),
  timestampMs: NOW - 2000,
  level: 'error',
  exceptions: [
    {
      type: 'TypeError',
      value: 'x is not a function',
      frames: [
        {
          file: 'https://shop.test/a.js',
          functionName: 'pay',
          line: 12,
          column: 5,
          inApp: true,
          source: { linesBefore: 1, text: 'a\nb\nc' },
          variables: { total: 12 },
        },
        { file: 'https://shop.test/a.js', line: 40, column: 1, async: true },
        { functionName: 'forEach', line: 0, column: 0, inApp: false },
      ],
      properties: { orderId: 7 },
      group: false,
    },
    { type: 'NonError', value: 'why', parent: 0, source: 'cause', synthetic: true },
  ],
  mechanism: { type: 'onerror', handled: false },
  tags: { area: 'cart' },
  contexts: { cart: { items: 2 } },
  extra: {},
  breadcrumbs: [{ timestampMs: NOW - 3000, category: 'fetch', level: 'warning', data: { status_code: 404 } }],
  user: { id: 7 },
  url: 'https://shop.test/cart',
  debugIds: { [DEBUG_ID]: 'https://shop.test/a.js' },
};

const DOCUMENT = readFileSync(new URL('../../../docs/batch-format.md', import.meta.url), 'utf8');
/** The example of the document: what the SDK writes, byte for byte. */
const GOLDEN = /```jsonl\n(.*?)\n```/s.exec(DOCUMENT)?.[1] ?? '';

describe('encode and decode', () => {
  const item = { ...createQueueItem(EVENT), repeats: 4, lastSeenMs: NOW - 100 };
  const sender = { identity: IDENTITY, writeFrames };
  const session = createSessionItem({
    id: 'c'.repeat(32),
    startedMs: NOW - 60_000,
    counts: { crashed: 1 },
    user: '7',
  });
  const { body: text } = encodeBatch(sender, [item, session], { rate_limited: 3 }, NOW);

  it('writes the example of docs/batch-format.md', () => {
    expect(text).toBe(GOLDEN);
  });

  it('is read as a Sentry event', () => {
    const file = 'https://shop.test/a.js';
    expect(decodeBatch(GOLDEN, readStack)).toEqual({
      header: {
        version: 1,
        key: KEY,
        sdk: { name: 'bugsage.javascript.browser', version: '0.1.0' },
        platform: 'javascript',
        release: 'shop@1',
        environment: null,
      },
      lost: { rate_limited: 3 },
      skipped: [],
      sessions: [{ id: 'c'.repeat(32), startedAt: NOW - 60_000, counts: { crashed: 1 }, user: '7' }],
      sentAt: NOW,
      events: [
        {
          event_id: EVENT.id,
          timestamp: (NOW - 2000) / 1000,
          platform: 'javascript',
          level: 'error',
          sdk: { name: 'bugsage.javascript.browser', version: '0.1.0' },
          release: 'shop@1',
          exception: {
            values: [
              {
                type: 'NonError',
                value: 'why',
                mechanism: {
                  type: 'chained',
                  handled: false,
                  synthetic: true,
                  exception_id: 1,
                  parent_id: 0,
                  source: 'cause',
                },
              },
              {
                type: 'TypeError',
                value: 'x is not a function',
                mechanism: { type: 'onerror', handled: false, exception_id: 0, data: { orderId: 7 } },
                stacktrace: {
                  frames: [
                    { function: 'forEach', in_app: false },
                    { filename: file, lineno: 40, colno: 1, data: { async: true } },
                    {
                      filename: file,
                      function: 'pay',
                      lineno: 12,
                      colno: 5,
                      in_app: true,
                      pre_context: ['a'],
                      context_line: 'b',
                      post_context: ['c'],
                      vars: { total: 12 },
                    },
                  ],
                },
              },
            ],
          },
          breadcrumbs: [
            {
              timestamp: (NOW - 3000) / 1000,
              type: 'default',
              category: 'fetch',
              level: 'warning',
              data: { status_code: 404 },
            },
          ],
          user: { id: 7 },
          tags: { area: 'cart' },
          contexts: { cart: { items: 2 } },
          request: { url: 'https://shop.test/cart' },
          debug_meta: { images: [{ type: 'sourcemap', code_file: file, debug_id: DEBUG_ID }] },
          _bugsage: { times_seen: 5, last_seen: (NOW - 100) / 1000 },
        },
      ],
    });
  });

  it('writes shared parts once: 50 events of one bug stay below 10 kB', () => {
    const items = Array.from({ length: 50 }, (_, index) =>
      createQueueItem({ ...EVENT, id: index.toString(16).padStart(32, '0') }),
    );
    const { body: burst } = encodeBatch(sender, items, {}, NOW);
    expect(decodeBatch(burst, readStack).events).toHaveLength(50);
    expect(burst.length).toBeLessThan(10_000);
  });
});

describe('docs/batch-format.md', () => {
  it('states every bound with its value', () => {
    const rows = [...DOCUMENT.matchAll(/^\| `(\w+Max)` +\| ([\d,]+) +\|/gm)];
    expect(
      Object.fromEntries(rows.map(([, name, value]) => [name, Number(value?.replaceAll(',', ''))])),
    ).toEqual(BATCH_LIMITS);
  });
});
