import { describe, expect, test } from 'vitest';
import { fingerprint } from '../src/index.ts';
import { eventOf, exceptionOf, frameOf, framesOf, mechanismOf } from './event.ts';

const crash = exceptionOf({
  type: 'TypeError',
  value: 'bad total 7',
  frames: framesOf(
    'main@/srv/shop/server.js:9',
    'total@/srv/shop/cart.js:3',
    'each@/srv/node_modules/lodash/each.js:1!',
  ),
});
const key = (fields: Parameters<typeof eventOf>[0]): string =>
  fingerprint(eventOf({ platform: 'node', ...fields })).fingerprint;
const base = key({ exceptions: [crash] });

const keyOfBundle = (file: string): string =>
  key({ exceptions: [{ ...crash, frames: framesOf(`total@https://h/${file}:1`) }] });

const keyOfChunk = (place: string): string =>
  key({
    exceptions: [
      exceptionOf({ type: 'ChunkLoadError', value: 'Loading chunk 7 failed.', frames: framesOf(place) }),
    ],
  });

const keyOfMessage = (type: string, value: string): string =>
  key({ exceptions: [exceptionOf({ type, value })] });

const keyOfLine = (line: string): string =>
  key({ exceptions: [{ ...crash, frames: [frameOf('@/srv/a.js:1', { context_line: line })] }] });

const keyOfClientValues = (...values: string[]): string =>
  key({ exceptions: [crash], client_fingerprint: values });

const keyOfClientMessage = (value: string): string =>
  key({ exceptions: [{ ...crash, value }], client_fingerprint: [value] });

const memberOf = (id: number, value: string, place = 'a@/a.js:1') =>
  exceptionOf({
    type: 'TypeError',
    value,
    frames: framesOf(place),
    mechanism: mechanismOf({ exception_id: id, parent_id: 0, source: `errors[${id - 1}]` }),
  });

const messageOf = (template: string | null, formatted: string) => ({ template, formatted });

describe('stays the same', () => {
  test.each([
    [
      'other lines',
      {
        ...crash,
        frames: framesOf(
          'main@/srv/shop/server.js:99',
          'total@/srv/shop/cart.js:33',
          'each@/srv/node_modules/lodash/each.js:2!',
        ),
      },
    ],
    ['other release directory', { ...crash, frames: framesOf('total@/srv/releases/20260101/cart.js:3') }],
    [
      'other callers',
      { ...crash, frames: framesOf('job@/srv/shop/worker.js:9', 'total@/srv/shop/cart.js:3') },
    ],
    [
      'deeper recursion',
      {
        ...crash,
        frames: framesOf(
          'total@/srv/shop/cart.js:3',
          'total@/srv/shop/cart.js:3',
          'total@/srv/shop/cart.js:3',
        ),
      },
    ],
    ['other ids in the message', { ...crash, value: 'bad total 99' }],
    ['class name before the function', { ...crash, frames: framesOf('Cart.total@/srv/shop/cart.js:3') }],
    [
      'a library between place and crash',
      {
        ...crash,
        frames: framesOf('total@/srv/shop/cart.js:3', 'f@/x/node_modules/a/b.js:1!', 'g@node:internal/x:1!'),
      },
    ],
  ])('%s', (_name, exception) => {
    expect(key({ exceptions: [exception] })).toBe(base);
  });

  test('release, host, user, tags and time are not hashed', () => {
    expect(
      key({ exceptions: [crash], release: '2.0', server_name: 'b', tags: [['a', 'b']], occurred_at: 5 }),
    ).toBe(base);
  });

  test('build hashes of bundles', () => {
    expect(keyOfBundle('app.3f2a1b9c.js')).toBe(keyOfBundle('app.99aa12ff.js'));
  });

  test('two engines word the same error differently', () => {
    const chrome = exceptionOf({
      type: 'TypeError',
      value: "Cannot read properties of undefined (reading 'price')",
      frames: framesOf('Cart.total@https://h/a.js:1'),
    });
    const safari = exceptionOf({
      type: 'TypeError',
      value: "undefined is not an object (evaluating 'e.price')",
      frames: framesOf('total@https://h/a.js:1', 'reduce@[native code]'),
    });
    expect(key({ exceptions: [chrome], platform: 'javascript' })).toBe(
      key({ exceptions: [safari], platform: 'javascript' }),
    );
  });

  test('a chunk that fails to load anywhere is one issue', () => {
    expect(keyOfChunk('a@/a.js:1')).toBe(keyOfChunk('b@/b.js:1'));
  });
});

describe('differs', () => {
  test.each([
    ['other type', { ...crash, type: 'RangeError' }],
    ['other function', { ...crash, frames: framesOf('tax@/srv/shop/cart.js:3') }],
    ['other file', { ...crash, frames: framesOf('total@/srv/shop/order.js:3') }],
    ['other words', { ...crash, value: 'no total' }],
  ])('%s', (_name, exception) => {
    expect(key({ exceptions: [exception] })).not.toBe(base);
  });

  test('another root cause below the same wrapper', () => {
    const wrapper = exceptionOf({
      type: 'Error',
      value: 'job failed',
      frames: framesOf('run@/srv/job.js:1'),
    });
    const cause = (place: string): string =>
      key({ exceptions: [exceptionOf({ type: 'TypeError', value: 'x', frames: framesOf(place) }), wrapper] });
    expect(cause('a@/a.js:1')).not.toBe(cause('b@/b.js:1'));
  });

  test('values cannot be moved from one field to the next', () => {
    expect(keyOfMessage('A\nmessage:1:b', 'c')).not.toBe(keyOfMessage('A', 'b\nc'));
  });
});

describe('location', () => {
  test('without a function the source line tells', () => {
    expect(keyOfLine('  cart.total();')).toBe(keyOfLine('cart.total();'));
    expect(keyOfLine('cart.total();')).not.toBe(keyOfLine('cart.tax();'));
  });

  test('without an in-app frame the nearest one that does not only abort', () => {
    const { parts } = fingerprint(
      eventOf({
        platform: 'native',
        exceptions: [
          exceptionOf({
            type: 'SIGABRT',
            frames: framesOf('work@lib.c:1!', 'raise@raise.c:1!', 'abort@abort.c:1!'),
          }),
        ],
      }),
    );
    expect(parts.find((part) => part.name === 'location')).toMatchObject({
      value: 'lib.c|work',
      hashed: true,
    });
  });
});

describe('groups of errors', () => {
  const root = exceptionOf({
    type: 'AggregateError',
    value: 'all failed',
    mechanism: mechanismOf({ exception_id: 0, is_exception_group: true }),
  });

  test('members that are all the same bug are that bug', () => {
    const grouping = fingerprint(
      eventOf({ exceptions: [memberOf(2, 'item 2'), memberOf(1, 'item 1'), root] }),
    );
    expect(grouping.title).toBe('TypeError: item 1');
    expect(grouping.fingerprint).toBe(
      fingerprint(eventOf({ exceptions: [{ ...memberOf(1, 'item 5'), mechanism: null }] })).fingerprint,
    );
  });

  test('different members are the group, in any order', () => {
    const one = fingerprint(eventOf({ exceptions: [memberOf(2, 'b', 'b@/b.js:1'), memberOf(1, 'a'), root] }));
    const two = fingerprint(eventOf({ exceptions: [memberOf(2, 'a'), memberOf(1, 'b', 'b@/b.js:1'), root] }));
    expect(one.title).toBe('AggregateError: all failed');
    expect(one.fingerprint).toBe(two.fingerprint);
  });

  test('a broken tree is read as a list', () => {
    const cyclic = [0, 1].map((id) =>
      exceptionOf({ mechanism: mechanismOf({ exception_id: id, parent_id: 1 - id }) }),
    );
    expect(fingerprint(eventOf({ exceptions: cyclic })).fingerprint).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('messages', () => {
  test('the template counts, not its values', () => {
    expect(key({ message: messageOf('no user %s', 'no user bob') })).toBe(
      key({ message: messageOf('no user %s', 'no user eve') }),
    );
  });

  test('loggers tell messages apart', () => {
    expect(key({ message: messageOf(null, 'x'), logger: 'a' })).not.toBe(
      key({ message: messageOf(null, 'x'), logger: 'b' }),
    );
  });

  test('the same call site with another text is another issue', () => {
    const synthetic = exceptionOf({
      type: null,
      value: null,
      mechanism: mechanismOf({ synthetic: true }),
      frames: framesOf('log@/log.js:1'),
    });
    expect(key({ exceptions: [synthetic], message: messageOf(null, 'one') })).not.toBe(
      key({ exceptions: [synthetic], message: messageOf(null, 'two') }),
    );
  });

  test('the same text is one issue whether or not the SDK sends where it was captured', () => {
    const synthetic = exceptionOf({
      type: null,
      value: 'no seat left',
      mechanism: mechanismOf({ synthetic: true }),
      frames: framesOf('sellOut@/booking.js:1'),
    });
    const message = messageOf(null, 'no seat left');
    expect(key({ exceptions: [synthetic], message })).toBe(key({ message }));
    expect(fingerprint(eventOf({ exceptions: [synthetic], message }))).toMatchObject({
      title: 'no seat left',
      culprit: 'booking.js in sellOut',
    });
  });

  test('a native crash without an exception keeps its place', () => {
    const crashed = (place: string): string =>
      key({
        platform: 'native',
        message: messageOf(null, 'abort'),
        exceptions: [
          exceptionOf({ type: null, mechanism: mechanismOf({ synthetic: true }), frames: framesOf(place) }),
        ],
      });
    expect(crashed('parse@/parse.c:1')).not.toBe(crashed('draw@/draw.c:1'));
  });
});

describe('client fingerprints', () => {
  test('values alone replace the default', () => {
    const other = exceptionOf({ type: 'Other' });
    expect(key({ exceptions: [crash], client_fingerprint: ['pay'] })).toBe(
      key({ exceptions: [other], client_fingerprint: ['pay'] }),
    );
  });

  test('the default divides further', () => {
    expect(keyOfClientValues('{{ default }}', 'eu')).not.toBe(keyOfClientValues('{{ default }}', 'us'));
    expect(keyOfClientValues('{{default}}', 'eu')).toBe(keyOfClientValues('{{ default }}', 'eu'));
    expect(keyOfClientValues('{{ default }}', '{{ default }}')).toBe(
      keyOfClientValues('{{ default }}', '{{default}}'),
    );
  });

  test('variables are filled in', () => {
    const { parts } = fingerprint(
      eventOf({
        exceptions: [crash],
        tags: [['tenant', 't9']],
        client_fingerprint: ['{{ error.type }} of {{tags.tenant}} in {{ stack.function }} {{ nothing }}'],
      }),
    );
    expect(parts[0]).toMatchObject({
      name: 'client',
      hashed: true,
      value: 'TypeError of t9 in total <no-nothing>',
    });
  });

  test('the message as fingerprint is parameterised', () => {
    expect(keyOfClientMessage('order 1 failed')).toBe(keyOfClientMessage('order 2 failed'));
  });
});

test('title, culprit, type and value are for people', () => {
  expect(fingerprint(eventOf({ exceptions: [{ ...crash, value: 'bad total 7\nmore' }] }))).toMatchObject({
    title: 'TypeError: bad total 7',
    culprit: 'srv/shop/cart.js in total',
    type: 'TypeError',
    value: 'bad total 7\nmore',
  });
});

test('every part says whether and why it was hashed', () => {
  const { parts } = fingerprint(eventOf({ exceptions: [crash] }));
  expect(parts.map((part) => [part.name, part.hashed])).toEqual([
    ['chain', true],
    ['location', true],
    ['message', true],
    ['line', false],
    ['callers', false],
    ['nearer frames', false],
  ]);
  expect(parts.every((part) => part.reason.length > 0)).toBe(true);
});

test('an empty event has a key and a title', () => {
  expect(fingerprint(eventOf({}))).toMatchObject({
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    title: 'Event without a message',
    culprit: '',
  });
});
