import type { Breadcrumb, Exception } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/analyze/diagnose.ts';
import { gatherCase } from '../../src/evidence/gather.ts';
import { errorOf, frameAt, ISSUE, PROJECT, requestStep, storedEvent } from './event-fixture.ts';
import { memoryRepository } from './memory-repository.ts';

const FILES = {
  'server/charge.js': `const PROVIDER_URL = process.env.PROVIDER_URL ?? 'http://127.0.0.1:3200';

export async function charge(amount) {
  const response = await fetch(\`\${PROVIDER_URL}/charges\`, { method: 'POST', body: String(amount) });
  return response.json();
}
`,
};
const ours = frameAt({ filename: '/srv/shop/server/charge.js', lineno: 4, colno: 26, function: 'charge' });
const theirs = frameAt({
  filename: 'chrome-extension://abcdef/content.js',
  lineno: 1,
  colno: 1,
  in_app: false,
});

function unhandled(error: Exception): Exception {
  return {
    ...error,
    mechanism: { ...error.mechanism!, type: 'auto.node.onunhandledrejection', handled: false },
  };
}

async function diagnosisOf(exceptions: readonly Exception[], breadcrumbs: readonly Breadcrumb[] = []) {
  const given = await gatherCase({
    issue: ISSUE,
    project: PROJECT,
    events: [storedEvent({ exceptions, breadcrumbs, server_name: 'web-1' })],
    openRepository: async () => memoryRepository(FILES),
  });
  return diagnose(given);
}

describe('classes that no patch cures', () => {
  it.each<[string, readonly Exception[], { rule: string; classification: string; says: string }]>([
    [
      'a refused connection under a failed fetch',
      [
        errorOf('Error', 'connect ECONNREFUSED 127.0.0.1:3200', []),
        errorOf('TypeError', 'fetch failed', [ours]),
      ],
      {
        rule: 'connection',
        classification: 'action_recommended',
        says: '`127.0.0.1:3200` at server/charge.js:4',
      },
    ],
    [
      'a name that is not known',
      [errorOf('Error', 'getaddrinfo ENOTFOUND db.internal', [ours])],
      { rule: 'connection', classification: 'action_recommended', says: '`db.internal`' },
    ],
    [
      'a chunk that is gone',
      [errorOf('ChunkLoadError', 'Loading chunk 12 failed.', [])],
      { rule: 'chunk-load', classification: 'action_recommended', says: '`12`' },
    ],
    [
      'a dynamic import that fails is no lost connection',
      [errorOf('TypeError', 'Failed to fetch dynamically imported module: https://shop.example/a-1b.js', [])],
      { rule: 'chunk-load', classification: 'action_recommended', says: 'a-1b.js' },
    ],
    [
      'a resize observer',
      [errorOf('Error', 'ResizeObserver loop completed with undelivered notifications.', [])],
      { rule: 'noise', classification: 'noise', says: 'resize' },
    ],
    [
      'a script of another origin',
      [errorOf('Error', 'Script error.', [])],
      { rule: 'noise', classification: 'noise', says: 'another origin' },
    ],
    [
      'an extension',
      [errorOf('TypeError', "Cannot read properties of null (reading 'x')", [ours, theirs])],
      { rule: 'noise', classification: 'noise', says: 'browser extension' },
    ],
  ])('%s', async (_name, exceptions, expected) => {
    const diagnosis = await diagnosisOf(exceptions);
    expect(diagnosis).toMatchObject({
      rule: expected.rule,
      classification: expected.classification,
      candidates: [],
    });
    expect(diagnosis.root_cause).toContain(expected.says);
    expect(diagnosis.no_code_fix_reason).not.toBeNull();
  });

  it('names address, setting and request of a refused connection', async () => {
    const diagnosis = await diagnosisOf(
      [
        errorOf('Error', 'connect ECONNREFUSED 127.0.0.1:3200', []),
        errorOf('TypeError', 'fetch failed', [ours]),
      ],
      [requestStep('GET', '/api/cart', 200), requestStep('POST', 'http://127.0.0.1:3200/charges', 0)],
    );
    expect(diagnosis.root_cause).toContain('`PROVIDER_URL`');
    expect(diagnosis.root_cause).toContain('POST http://127.0.0.1:3200/charges');
    expect(diagnosis.location).toMatchObject({ path: 'server/charge.js', line: 4 });
    expect(diagnosis.confidence_score).toBe(0.75);
  });

  it('gives a lost connection of a browser less weight: it has many causes', async () => {
    const diagnosis = await diagnosisOf([errorOf('TypeError', 'Failed to fetch', [])]);
    expect(diagnosis).toMatchObject({ rule: 'connection', confidence_score: 0.5 });
  });
});

describe('look-alikes', () => {
  it.each<[string, readonly Exception[]]>([
    [
      'a text that names the observer',
      [errorOf('StoreError', 'The ResizeObserver loop of shop 4 is closed', [ours])],
    ],
    ['a script error that has a stack', [errorOf('Error', 'Script error.', [ours])]],
    ['a text about a refused connection', [errorOf('Error', 'The user refused the connection', [ours])]],
    ['a text about chunks', [errorOf('Error', 'Chunk of meat is missing', [ours])]],
  ])('%s is honestly unknown', async (_name, exceptions) => {
    const diagnosis = await diagnosisOf(exceptions);
    expect(diagnosis).toMatchObject({
      rule: null,
      classification: 'unknown',
      confidence_score: 0.2,
      candidates: [],
    });
    expect(diagnosis.root_cause).toContain('not explained by any rule');
    expect(diagnosis.root_cause).toContain('server/charge.js:4');
  });

  it('is our own error when an extension only called us', async () => {
    const diagnosis = await diagnosisOf([errorOf('Error', 'Out of stock', [theirs, ours])]);
    expect(diagnosis.rule).toBeNull();
  });
});

describe('an unhandled rejection', () => {
  it('is named as such only when no rule explains why it failed', async () => {
    const diagnosis = await diagnosisOf([unhandled(errorOf('RateLimitError', 'slow down', [ours]))]);
    expect(diagnosis).toMatchObject({
      rule: 'unhandled-rejection',
      classification: 'code_fix',
      confidence_score: 0.35,
    });
    const explained = await diagnosisOf([
      unhandled(errorOf('Error', 'connect ECONNREFUSED 127.0.0.1:3200', [ours])),
    ]);
    expect(explained.rule).toBe('connection');
  });
});

describe('without a place', () => {
  it('says that the place is not known', async () => {
    const diagnosis = await diagnosisOf([errorOf('StockError', 'Nothing left', [])]);
    expect(diagnosis).toMatchObject({ rule: null, confidence_score: 0.1, location: null });
    expect(diagnosis.root_cause).toContain('place is not known');
  });

  it('still names the class from the event when the file is not in the repository', async () => {
    const other = frameAt({
      filename: '/srv/other/lib/view.js',
      lineno: 3,
      colno: 9,
      context_line: '  return user.name;',
    });
    const diagnosis = await diagnosisOf([
      errorOf('TypeError', "Cannot read properties of undefined (reading 'name')", [other]),
    ]);
    expect(diagnosis).toMatchObject({
      rule: 'nullish-access',
      confidence_score: 0.35,
      location: null,
      candidates: [],
    });
    expect(diagnosis.root_cause).toContain('lib/view.js:3');
    expect(diagnosis.root_cause).toContain('`return user.name;`');
  });
});
