import type { Verdict } from '@bugsage/core';
import { describe, expect, test } from 'vitest';
import { openSandbox } from '@bugsage/backends';
import { openFixture, testSandbox, type Fixture, type Replacement } from './testing/fixture.ts';

const sandbox = await testSandbox();

const ESM = '{ "type": "module", "scripts": { "test": "node --test" } }';
const undefinedProperty = (name: string) => ({
  type: 'TypeError',
  value: `Cannot read properties of undefined (reading '${name}')`,
});

async function verify(fixture: Fixture, ...replacements: Replacement[]) {
  const opened = await openFixture(fixture, sandbox);
  try {
    return await opened.verify(...replacements);
  } finally {
    await opened.remove();
  }
}

type VerdictCase = {
  readonly name: string;
  readonly fixture: Fixture;
  readonly change: Replacement;
  readonly verdict: Verdict;
  readonly reason?: RegExp;
  readonly level?: number;
};

const user: Fixture = {
  files: {
    'package.json': ESM,
    'user.js': `export function initials(user) {
  return user.profile.name.slice(0, 2).toUpperCase();
}
`,
    'user.test.js': `import assert from 'node:assert';
import { test } from 'node:test';
import { initials } from './user.js';
test('initials', () => assert.equal(initials({ profile: { name: 'ada' } }), 'AD'));
`,
  },
  error: undefinedProperty('name'),
  frames: [['user.js', 'user.profile.name']],
};

const prices: Fixture = {
  files: {
    'package.json': ESM,
    'prices.js': `const prices = [
  { code: 'A1', cents: 300, minimum: 10 },
  { code: 'B2', cents: 500, minimum: 1 },
];

function find(code) {
  return prices.find((price) => price.code === code);
}

export function priceOf(code, count) {
  const price = find(code);
  if (count < price.minimum) return 0;
  return price.cents * count;
}
`,
  },
  error: undefinedProperty('minimum'),
  frames: [['prices.js', 'price.minimum']],
};

const orders: Fixture = {
  files: {
    'package.json': ESM,
    'store.js': `export async function load(id) {
  await null;
  return [{ id, open: true }, { id, open: false }];
}
`,
    'orders.js': `import { load } from './store.js';

const kept = new Map();

export async function refresh(id) {
  const all = load(id);
  const open = all.filter((order) => order.open);
  kept.set(id, open);
}
`,
  },
  error: { type: 'TypeError', value: 'all.filter is not a function' },
  frames: [['orders.js', 'all.filter']],
};

const stepper: Fixture = {
  files: {
    'package.json': ESM,
    'stepper.js': `export function step(input, delta, { onChange } = {}) {
  const next = Number(input.value) + delta;
  input.value = String(next);
  onChange(next);
  return next;
}
`,
  },
  error: { type: 'TypeError', value: 'onChange is not a function' },
  frames: [['stepper.js', '  onChange(next)']],
};

const rates: Fixture = {
  files: {
    'package.json': ESM,
    'rates.js': `export async function rates(country) {
  const response = await fetch('http://rates.local/' + country);
  const { offers } = await response.json();
  return offers;
}

export async function cheapest(country) {
  const offers = await rates(country);
  return offers.reduce((least, offer) => Math.min(least, offer.price), 690);
}
`,
  },
  error: { type: 'SyntaxError', value: `Unexpected token '<', "<!DOCTYPE "... is not valid JSON` },
  frames: [
    ['rates.js', 'await response.json()'],
    ['rates.js', 'await rates(country)'],
  ],
};

const badge: Fixture = {
  files: {
    'package.json': ESM,
    'badge.js': `export function showCount(items) {
  const badge = document.querySelector('#badge');
  badge.textContent = String(items.length);
}
`,
  },
  error: { type: 'TypeError', value: "Cannot set properties of null (setting 'textContent')" },
  frames: [['badge.js', 'badge.textContent']],
};

const cart: Fixture = {
  files: {
    'package.json': ESM,
    'cart.js': `export class Cart {
  constructor(lines) {
    this.lines = lines;
  }

  total() {
    return this.lines.reduce((sum, line) => sum + line.price, 0);
  }
}
`,
  },
  error: undefinedProperty('reduce'),
  frames: [['cart.js', 'this.lines.reduce']],
};

const inner: Fixture = {
  files: {
    'package.json': ESM,
    'report.js': `function heading(report) {
  return report.title.trim();
}

export const version = '1';
globalThis.report = { heading };
`,
  },
  error: undefinedProperty('trim'),
  frames: [['report.js', 'report.title.trim']],
};

const commonJs: Fixture = {
  files: {
    'package.json': '{ "scripts": { "test": "node --test" } }',
    'lib/names.js': `const { join } = require('node:path');
function fileOf(entry) {
  return join('/', entry.names.first);
}
module.exports = { fileOf };
`,
  },
  error: undefinedProperty('first'),
  frames: [['lib/names.js', 'entry.names.first']],
};

const typed: Fixture = {
  files: {
    'package.json': '{ "type": "module" }',
    'src/total.ts': `import { z } from 'some-package-that-is-not-installed';

type Line = { price: { cents: number } };
export const schema = z;

export function total(lines: Line[]): number {
  return lines.reduce((sum, line) => sum + line.price.cents, 0);
}
`,
  },
  error: undefinedProperty('cents'),
  frames: [['src/total.ts', 'line.price.cents']],
};

const verdicts: VerdictCase[] = [
  {
    name: 'missing part of a parameter, guarded',
    fixture: user,
    change: { path: 'user.js', find: 'return user', replace: "if (!user.profile) return '';\n  return user" },
    verdict: 'verified',
  },
  {
    name: 'missing part of a parameter, default of another kind',
    fixture: user,
    change: { path: 'user.js', find: 'return user', replace: 'if (!user.profile) return 0;\n  return user' },
    verdict: 'plausible',
    reason: /another kind/,
    level: 4,
  },
  {
    name: 'guard that also catches what worked',
    fixture: { ...user, testCommand: 'true' },
    change: { path: 'user.js', find: 'return user', replace: "if (user.profile) return '';\n  return user" },
    verdict: 'refuted',
  },
  {
    name: 'patch that breaks a test of the repository',
    fixture: user,
    change: { path: 'user.js', find: '.toUpperCase()', replace: '' },
    verdict: 'refuted',
    reason: /breaks a test: initials/,
  },
  {
    name: 'error swallowed',
    fixture: user,
    change: {
      path: 'user.js',
      find: 'return user.profile.name.slice(0, 2).toUpperCase();',
      replace:
        "try {\n    return user.profile.name.slice(0, 2).toUpperCase();\n  } catch {\n    return '';\n  }",
    },
    verdict: 'plausible',
    reason: /catches the error/,
    level: 4,
  },
  {
    name: 'patch beside the error',
    fixture: user,
    change: { path: 'user.js', find: 'name.slice', replace: 'name?.slice' },
    verdict: 'refuted',
    reason: /still thrown/,
  },
  {
    name: 'lookup that finds nothing, guarded as its neighbour',
    fixture: prices,
    change: { path: 'prices.js', find: '  if (count', replace: '  if (!price) return 0;\n  if (count' },
    verdict: 'verified',
  },
  {
    name: 'lookup that finds nothing, empty object instead',
    fixture: prices,
    change: { path: 'prices.js', find: 'find(code);', replace: 'find(code) ?? {};' },
    verdict: 'refuted',
    reason: /missing value/,
  },
  {
    name: 'missing await',
    fixture: orders,
    change: { path: 'orders.js', find: '= load(id)', replace: '= await load(id)' },
    verdict: 'verified',
  },
  {
    name: 'missing await, papered over',
    fixture: orders,
    change: { path: 'orders.js', find: 'all.filter(', replace: '(Array.isArray(all) ? all : []).filter(' },
    verdict: 'refuted',
  },
  {
    name: 'callback left out',
    fixture: stepper,
    change: { path: 'stepper.js', find: 'onChange(next)', replace: 'onChange?.(next)' },
    verdict: 'verified',
  },
  {
    name: 'callback left out, work before it left out too',
    fixture: stepper,
    change: {
      path: 'stepper.js',
      find: '  input.value',
      replace: '  if (!onChange) return next;\n  input.value',
    },
    verdict: 'plausible',
    reason: /no longer done/,
  },
  {
    name: 'page instead of JSON, caller can live with the answer',
    fixture: rates,
    change: {
      path: 'rates.js',
      find: '  const { offers }',
      replace: '  if (!response.ok) return [];\n  const { offers }',
    },
    verdict: 'verified',
  },
  {
    name: 'page instead of JSON, error of its own',
    fixture: rates,
    change: {
      path: 'rates.js',
      find: '  const { offers }',
      replace:
        '  if (!response.ok) throw new Error(`Rates answered ${response.status}`);\n  const { offers }',
    },
    verdict: 'verified',
  },
  {
    name: 'page instead of JSON, caller cannot live with the answer',
    fixture: rates,
    change: {
      path: 'rates.js',
      find: '  const { offers }',
      replace: '  if (!response.ok) return null;\n  const { offers }',
    },
    verdict: 'refuted',
    reason: /another way/,
  },
  {
    name: 'element that is not on the page',
    fixture: badge,
    change: { path: 'badge.js', find: '  badge.text', replace: '  if (!badge) return;\n  badge.text' },
    verdict: 'verified',
  },
  {
    name: 'method of a class',
    fixture: cart,
    change: { path: 'cart.js', find: 'this.lines.reduce', replace: '(this.lines ?? []).reduce' },
    verdict: 'verified',
  },
  {
    name: 'function without an export',
    fixture: inner,
    change: {
      path: 'report.js',
      find: '  return report',
      replace: "  if (!report.title) return '';\n  return report",
    },
    verdict: 'verified',
  },
  {
    name: 'CommonJS',
    fixture: commonJs,
    change: { path: 'lib/names.js', find: 'entry.names.first', replace: "entry.names?.first ?? 'none'" },
    verdict: 'verified',
  },
  {
    name: 'TypeScript, and a package that is not installed',
    fixture: typed,
    change: { path: 'src/total.ts', find: 'line.price.cents', replace: '(line.price?.cents ?? 0)' },
    verdict: 'verified',
  },
];

describe.skipIf(sandbox.kind === 'none')('verdicts', () => {
  test.each(verdicts)('$name: $verdict', async ({ fixture, change, verdict, reason, level }) => {
    const { verification } = await verify(fixture, change);
    expect(verification, verification.reason).toMatchObject({ verdict, sandbox: 'bubblewrap' });
    if (reason !== undefined) expect(verification.reason).toMatch(reason);
    expect(verification.level).toBe(level ?? (verdict === 'verified' ? 5 : verification.level));
    expect(verification.level >= 5).toBe(verdict === 'verified');
  });
});

describe.skipIf(sandbox.kind === 'none')('the run log', () => {
  test('tells every step with command, output and the failing stack', async () => {
    const { verification, regressionTest } = await verify(user, {
      path: 'user.js',
      find: 'return user',
      replace: "if (!user.profile) return '';\n  return user",
    });
    expect(verification.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'parse passed',
      'tests_on_base passed',
      'reproduce passed',
      'reproduce_with_fix passed',
      'behavior passed',
      'tests_with_fix passed',
    ]);
    expect(verification.steps[2]?.log).toContain('at initials (user.js:2:');
    expect(verification.steps[5]).toMatchObject({ command: 'node --test', exit_code: 0 });
    expect(verification.test_results).toEqual({ passed: 1, failed: 0 });
    expect(regressionTest?.path).toBe('user.regression.test.js');
    expect(regressionTest?.text).toContain("assert.deepEqual(initials({}), '');");
  });

  test('failing tests of the repository are not blamed on the fix', async () => {
    const red = {
      ...user,
      files: {
        ...(user.files as Record<string, string>),
        'red.test.js': `import { test } from 'node:test';\ntest('always red', () => { throw new Error('no'); });\n`,
      },
    };
    const { verification } = await verify(red, {
      path: 'user.js',
      find: 'return user',
      replace: "if (!user.profile) return '';\n  return user",
    });
    expect(verification.verdict).toBe('verified');
    expect(verification.steps[1]).toMatchObject({ name: 'tests_on_base', status: 'failed' });
    expect(verification.steps[1]?.log).toContain('Fails without any change: always red');
    expect(verification.test_results).toEqual({ passed: 1, failed: 1 });
  });

  test('an error nobody can call for stays plausible and says so', async () => {
    const { verification } = await verify(
      {
        files: {
          'package.json': ESM,
          'main.js': 'const settings = undefined;\nconsole.log(settings.port);\n',
        },
        error: undefinedProperty('port'),
        frames: [['main.js', 'settings.port']],
      },
      { path: 'main.js', find: 'settings.port', replace: 'settings?.port' },
    );
    expect(verification).toMatchObject({
      verdict: 'plausible',
      level: 3,
      reason: 'The error could not be reproduced without the change.',
    });
  });
});

describe.skipIf(sandbox.kind === 'none')('hostile repositories', () => {
  test.each([
    ['loops', 'while (true);'],
    ['ends the process', 'process.exit(0);'],
    ['floods the output', "while (true) console.log('x'.repeat(1e6));"],
    ['waits for ever', 'await new Promise(() => {});'],
    ['forges answers', `console.log('{"failing":[]}'); throw new Error('no');`],
  ])('code that %s ends without a proof', async (_what, code) => {
    const { verification } = await verify(
      {
        files: {
          'package.json': '{ "type": "module" }',
          'bad.js': `export async function run(task) {\n  ${code}\n  return task.name.length;\n}\n`,
        },
        error: undefinedProperty('length'),
        frames: [['bad.js', 'task.name.length']],
      },
      { path: 'bad.js', find: 'task.name.length', replace: '(task.name?.length ?? 0)' },
    );
    expect(verification.verdict).toBe('plausible');
    expect(verification.level).toBeLessThan(4);
  });
});

describe('what is refused before anything runs', () => {
  test.each([
    ['does not parse', { path: 'user.js', find: 'return user', replace: 'return (user' }, /does not parse/],
    [
      'adds a file',
      { path: '.github/workflows/x.yml', find: '', replace: 'on: push' },
      /is no file of the repository/,
    ],
    [
      'leaves the repository',
      { path: '../outside.js', find: '', replace: 'x' },
      /is no file of the repository/,
    ],
    ['changes nothing', { path: 'user.js', find: 'return user', replace: 'return user' }, /is not changed/],
  ])('a patch that %s', async (_what, change, reason) => {
    const { verification } = await verify(user, change);
    expect(verification).toMatchObject({ verdict: 'refuted', level: 0 });
    expect(verification.reason).toMatch(reason);
    expect(verification.steps).toHaveLength(1);
  });

  test('without a sandbox nothing is executed, and a patch that parses is plausible', async () => {
    const opened = await openFixture(user, await openSandbox({ kind: 'none' }));
    const { verification } = await opened.verify({
      path: 'user.js',
      find: 'profile.name',
      replace: 'profile?.name',
    });
    await opened.remove();
    expect(verification).toMatchObject({ verdict: 'plausible', level: 1, sandbox: 'none' });
    expect(verification.reason).toContain('no sandbox');
  });
});

test.skipIf(sandbox.kind === 'none')('of several candidates the first verified one wins', async () => {
  const opened = await openFixture(prices, sandbox);
  const { best, tried } = await opened.verifyBest([
    [{ path: 'prices.js', find: 'find(code);', replace: 'find(code) ?? {};' }],
    [{ path: 'prices.js', find: '  if (count', replace: '  if (!price) return 0;\n  if (count' }],
    [{ path: 'prices.js', find: 'price.minimum', replace: 'price?.minimum' }],
  ]);
  await opened.remove();
  expect(tried.map(({ verification }) => verification.verdict)).toEqual(['refuted', 'verified']);
  expect(best?.verification.verdict).toBe('verified');
});
