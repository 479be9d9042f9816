import type { NormalizedEvent } from '@bugsage/core';
import { expect, test } from 'vitest';
import { FINGERPRINT_VERSIONS } from '../src/index.ts';
import { eventOf, exceptionOf, frameOf, framesOf, mechanismOf } from './event.ts';

/**
 * Keys as stores hold them. A row that fails means that stored issues would split: do not change the row, make a new
 * version beside this one.
 */
const GOLDEN: Readonly<Record<string, readonly [key: string, fields: Partial<NormalizedEvent>]>> = {
  empty: ['c09f715d50092cc363424c108f1aa722', {}],
  message: [
    '5bcf02b230a57b6be31d3ea607ac926b',
    { message: { template: null, formatted: 'disk 3 of 10.0.0.7 is full' }, logger: 'ops' },
  ],
  template: [
    '7d26f7e79d350858121f2835cbc3d02c',
    { message: { template: 'no user %s', formatted: 'no user bob' } },
  ],
  'browser, nullish access': [
    'bf3726b69565d3641ca1e9a5183ec1d5',
    {
      exceptions: [
        exceptionOf({
          type: 'TypeError',
          value: "Cannot read properties of undefined (reading 'price')",
          frames: framesOf('checkout@https://h/vendor.77aa12.js:1', 'Cart.total@https://h/app.3f2a1b9c.js:2'),
        }),
      ],
    },
  ],
  'node, cause': [
    'ad846e200f512c517c15a46dbd375873',
    {
      platform: 'node',
      exceptions: [
        exceptionOf({ type: 'TypeError', value: 'no price', frames: framesOf('price@/srv/price.js:3') }),
        exceptionOf({
          value: 'order 42 failed',
          frames: framesOf('order@/srv/order.js:9', 'run@/srv/node_modules/q/q.js:1!'),
        }),
      ],
    },
  ],
  'node, source line': [
    '8436867b9a65b584ee6eda11de0a842c',
    {
      platform: 'node',
      exceptions: [exceptionOf({ frames: [frameOf('@/srv/a.js:1', { context_line: '  cart.total();' })] })],
    },
  ],
  'python, module': [
    'de75fc306075b74268fbe2041a9c5250',
    {
      platform: 'python',
      exceptions: [
        exceptionOf({
          type: 'KeyError',
          value: "'k'",
          frames: [frameOf('view@shop/views.py:3', { module: 'shop.views' })],
        }),
      ],
    },
  ],
  'java, generated class': [
    '878f242293800785710916297bd002ff',
    {
      platform: 'java',
      exceptions: [
        exceptionOf({
          type: 'IllegalStateException',
          frames: [frameOf('run@Cart.java:3', { module: 'shop.Cart$$EnhancerBySpringCGLIB$$a1b2' })],
        }),
      ],
    },
  ],
  'native signal': [
    '2c26f9730c11e70bf430c091c778cfe9',
    {
      platform: 'native',
      exceptions: [
        exceptionOf({
          type: 'SIGSEGV',
          value: 'at 0x7f00',
          mechanism: mechanismOf({ type: 'signalhandler', synthetic: true }),
          frames: framesOf('draw@draw.cpp:3', 'abort@abort.c:1!'),
        }),
      ],
    },
  ],
  'group of different errors': [
    '485c9a3cc227d94e0cfa108da8b714af',
    {
      exceptions: [
        exceptionOf({
          type: 'RangeError',
          value: 'b',
          mechanism: mechanismOf({ exception_id: 2, parent_id: 0 }),
        }),
        exceptionOf({
          type: 'TypeError',
          value: 'a',
          mechanism: mechanismOf({ exception_id: 1, parent_id: 0 }),
        }),
        exceptionOf({
          type: 'AggregateError',
          value: 'all',
          mechanism: mechanismOf({ exception_id: 0, is_exception_group: true }),
        }),
      ],
    },
  ],
  'client fingerprint': [
    'c4116327b5d8464a41304969cc2de0f8',
    { client_fingerprint: ['checkout', '{{ level }}'] },
  ],
  'client fingerprint and default': [
    '35feac828c66e1fdc246b75dff47b243',
    { client_fingerprint: ['{{ default }}', 'eu'], message: { template: null, formatted: 'x' } },
  ],
};

test.each(Object.entries(GOLDEN))('bs1 of %s', (_name, [key, fields]) => {
  expect(FINGERPRINT_VERSIONS.bs1.fingerprint(eventOf(fields)).fingerprint).toBe(key);
});

test('rows have different keys', () => {
  const keys = Object.values(GOLDEN).map(([key]) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

/** Further keys are stored too. */
test('bs1’s further keys of a thrown text and a thrown object', () => {
  const thrown = (fields: Partial<NormalizedEvent>, value: string) =>
    eventOf({
      exceptions: [
        exceptionOf({
          value,
          mechanism: mechanismOf({ synthetic: true }),
          frames: framesOf('print@https://h/app.js:1'),
        }),
      ],
      ...fields,
    });
  const text = thrown({ message: { template: null, formatted: 'no printer 7' } }, 'no printer 7');
  const object = thrown({}, 'Object captured as exception with keys: code');
  expect([text, object].map((event) => FINGERPRINT_VERSIONS.bs1.fingerprint(event).alternatives)).toEqual([
    ['37082263bef10534a86a257cb59970ad'],
    ['5a2fd7f6a0032e47720329769dc347fb'],
  ]);
});
