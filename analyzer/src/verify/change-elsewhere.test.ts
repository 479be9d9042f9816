import { describe, expect, test } from 'vitest';
import { testSandbox, verifyFixture, type Fixture } from './testing/fixture.ts';
import { ESM, undefinedProperty } from './testing/fixtures.ts';

const sandbox = await testSandbox();

const missingReturn: Fixture = {
  files: {
    'package.json': ESM,
    'person.js': `const people = new Map([['a', { name: 'Ada' }]]);

export function findPerson(id) {
  people.get(id);
}
`,
    'greet.js': `import { findPerson } from './person.js';

export function greet(id) {
  const person = findPerson(id);
  return 'Hello ' + person.name;
}
`,
  },
  error: undefinedProperty('name'),
  frames: [['greet.js', 'person.name']],
};

const filterForFind: Fixture = {
  files: {
    'package.json': ESM,
    'title.js': `export function titleOf(list, id) {
  const found = list.filter((one) => one.id === id);
  return found.title.trim();
}
`,
  },
  error: undefinedProperty('trim'),
  frames: [['title.js', 'found.title.trim']],
};

const swapped: Fixture = {
  files: {
    'package.json': ESM,
    'money.js': `export function money(value, currency) {
  return Number(value) + ' ' + currency.toUpperCase();
}
`,
    'row.js': `import { money } from './money.js';

export function row(item) {
  return item.id + ' ' + money(item.currency, item.total);
}
`,
  },
  error: { type: 'TypeError', value: 'currency.toUpperCase is not a function' },
  frames: [
    ['money.js', 'currency.toUpperCase'],
    ['row.js', 'money(item'],
  ],
};

/** Only with a result that is made up does the call work without the change. */
const otherField: Fixture = {
  files: {
    'package.json': ESM,
    'parcel.js': `export const parcelOf = (box) => ({ code: box.code, volume: box.width * box.height });\n`,
    'shown.js': `import { parcelOf } from './parcel.js';

export function shown(box) {
  const parcel = parcelOf(box);
  return parcel.code + ': ' + parcel.bulk.toFixed(1);
}
`,
  },
  error: undefinedProperty('toFixed'),
  frames: [['shown.js', 'parcel.bulk']],
};

/** The function always gives something here, so that its result is taken away to see the failure. */
const outside: Fixture = {
  files: {
    'package.json': ESM,
    'current.js': `export function current() {
  return process.env.BROKEN ? undefined : { name: 'Ada' };
}

export function version() {
  return 1;
}
`,
    'greet.js': `import { current } from './current.js';

export function greet() {
  const person = current();
  return 'Hello ' + person.name;
}
`,
  },
  error: undefinedProperty('name'),
  frames: [['greet.js', 'person.name']],
};

type Change = readonly [name: string, fixture: Fixture, path: string, find: string, replace: string];

const right: readonly Change[] = [
  ['a missing return', missingReturn, 'person.js', '  people.get', '  return people.get'],
  ['`find` for `filter`', filterForFind, 'title.js', 'list.filter(', 'list.find('],
  ['the first of the filtered', filterForFind, 'title.js', 'found.title', 'found[0].title'],
  ['swapped arguments', swapped, 'row.js', 'item.currency, item.total', 'item.total, item.currency'],
];

const useless: readonly Change[] = [
  ['another way to lose the value', missingReturn, 'person.js', 'get(id)', 'get(String(id))'],
  [
    'some keys alone leave early',
    missingReturn,
    'greet.js',
    '  return',
    "  if (id === '') return '';\n  return",
  ],
  ['a list again', filterForFind, 'title.js', 'list.filter(', 'list.map('],
  ['text beside the call', swapped, 'row.js', "item.id + ' '", "item.id + '  '"],
  ['another function of that file', outside, 'current.js', 'return 1', 'return 2'],
];

describe.skipIf(sandbox.kind === 'none')('a change away from where it crashes', () => {
  test.each(right)('is not refuted by made-up calls: %s', async (_name, fixture, path, find, replace) => {
    const { verification } = await verifyFixture(fixture, sandbox, { path, find, replace });
    expect(verification).toMatchObject({ verdict: 'plausible', level: 4 });
    expect(verification.reason).toMatch(/^The error is gone for \w+\(.+\); with other arguments/);
  });

  test('is not refuted by a call that works with a result nobody gives', async () => {
    const change = { path: 'shown.js', find: 'parcel.bulk', replace: 'parcel.volume' };
    const { verification } = await verifyFixture(otherField, sandbox, change);
    expect(verification.verdict).toBe('plausible');
    expect(verification.reason).toContain('The error is gone');
  });

  test('is not refuted where its own result was taken away', async () => {
    const change = { path: 'current.js', find: '? undefined :', replace: "? { name: '' } :" };
    const { verification } = await verifyFixture(outside, sandbox, change);
    expect(verification.verdict).toBe('plausible');
    expect(verification.reason).toContain('taking the result of "current" away');
  });

  test.each(useless)('is refuted where it is of no use: %s', async (_name, fixture, path, find, replace) => {
    const { verification } = await verifyFixture(fixture, sandbox, { path, find, replace });
    expect(verification.verdict).toBe('refuted');
  });

  test('is refuted by the call of the event', async () => {
    const vars = [{ id: 'nobody' }];
    const change = { path: 'person.js', find: '  people.get', replace: '  return people.get' };
    const { verification } = await verifyFixture({ ...missingReturn, vars }, sandbox, change);
    expect(verification).toMatchObject({ verdict: 'refuted', reproduction: 'captured_call' });
  });
});
