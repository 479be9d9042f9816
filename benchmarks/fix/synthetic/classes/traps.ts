import type { Draft } from '../case.ts';
import { MODULE } from './foreign-code.ts';

/**
 * Errors whose obvious patch is wrong: a guard makes the error go away and leaves the mistake. The place that has to
 * change is marked 9. What is counted here is that none of these patches is called verified.
 */
export const TRAPS: readonly (readonly [id: string, draft: Draft])[] = [
  [
    'renamed-field',
    {
      rule: 'nullish-access',
      place: 9,
      error: ['TypeError', "Cannot read properties of undefined (reading 'toFixed')"],
      functions: ['label', 'line'],
      files: {
        ...MODULE,
        'src/$item.js': `export function make$Item(parts) {
  return { id: parts.id, amount: parts.price * parts.count };
}
`,
        'src/label.js': `import { make$Item } from './$item.js';

export function label(parts) {
  const $item = make$Item(parts);
  return $item.id + ': ' + ⟦9$item.$field.⟦1toFixed(2);
}

export const line = (parts) => '- ' + ⟦2label(parts);
`,
      },
      checks: `import assert from 'node:assert/strict';
import { label } from './src/label.js';
assert.equal(label({ id: 'a', price: 2, count: 3 }), 'a: 6.00');
`,
    },
  ],
  [
    'missing-return',
    {
      rule: 'nullish-access',
      place: 9,
      error: ['TypeError', "Cannot read properties of undefined (reading 'name')"],
      functions: ['greet'],
      files: {
        ...MODULE,
        'src/$person.js': `const people = new Map([['a', { name: 'Ada' }]]);

export function find$Person(id) {
  ⟦9people.get(id);
}
`,
        'src/greet.js': `import { find$Person } from './$person.js';

export function greet(id) {
  const $person = find$Person(id);
  return 'Hello ' + $person.⟦1name;
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { greet } from './src/greet.js';
assert.equal(greet('a'), 'Hello Ada');
`,
    },
  ],
  [
    'swapped-arguments',
    {
      rule: 'not-a-function',
      place: 9,
      error: ['TypeError', 'currency.toUpperCase is not a function'],
      functions: ['money', 'row'],
      files: {
        ...MODULE,
        'src/money.js': `export function money(value, currency) {
  return Number(value) + ' ' + currency.⟦1toUpperCase();
}
`,
        'src/row.js': `import { money } from './money.js';

export function row($item) {
  return $item.id + ' ' + ⟦9⟦2money($item.currency, $item.$field);
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { row } from './src/row.js';
assert.equal(row({ id: 'a', $field: 3, currency: 'eur' }), 'a 3 EUR');
`,
    },
  ],
  [
    'filter-for-find',
    {
      rule: 'nullish-access',
      place: 9,
      error: ['TypeError', "Cannot read properties of undefined (reading 'trim')"],
      functions: ['titleOf'],
      files: {
        ...MODULE,
        'src/title.js': `export function titleOf($list, id) {
  const found = ⟦9$list.filter((one) => one.id === id);
  return found.title.⟦1trim();
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { titleOf } from './src/title.js';
assert.equal(titleOf([{ id: 1, title: ' a ' }], 1), 'a');
`,
    },
  ],
  [
    'wrong-key',
    {
      rule: 'nullish-access',
      place: 9,
      error: ['TypeError', "Cannot read properties of undefined (reading 'rate')"],
      functions: ['taxOf'],
      files: {
        ...MODULE,
        'src/tax.js': `const RATES = { NL: { rate: 21 }, BE: { rate: 20 } };

export function taxOf($item) {
  if ($item.$field === 0) return 0;
  const entry = ⟦9RATES[$item.country];
  return ($item.$field * entry.⟦1rate) / 100;
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { taxOf } from './src/tax.js';
assert.equal(taxOf({ $field: 100, country: 'NL' }), 21);
assert.equal(taxOf({ $field: 100, country: 'nl' }), 21);
`,
    },
  ],
  [
    'cleared-too-early',
    {
      rule: 'nullish-access',
      place: 9,
      error: ['TypeError', "Cannot read properties of null (reading 'id')"],
      functions: ['finish'],
      files: {
        ...MODULE,
        'src/finish.js': `export function finish(state, log) {
  const done = state.count + 1;
  ⟦9state.current = null;
  log.push('done ' + state.current.⟦1id);
  return done;
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { finish } from './src/finish.js';
const log = [];
const state = { count: 1, current: { id: 'a' } };
assert.equal(finish(state, log), 2);
assert.deepEqual(log, ['done a']);
assert.equal(state.current, null);
`,
    },
  ],
  [
    'answer-shape-changed',
    {
      rule: 'not-a-function',
      place: 9,
      error: ['TypeError', '$list.map is not a function'],
      functions: ['namesOf'],
      files: {
        ...MODULE,
        'src/names.js': `export async function namesOf(api) {
  const $list = ⟦9await api.load();
  return $list.⟦1map((one) => one.name);
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { namesOf } from './src/names.js';
assert.deepEqual(await namesOf({ load: async () => ({ data: [{ name: 'a' }] }) }), ['a']);
`,
    },
  ],
  [
    'negative-by-mistake',
    {
      rule: 'out-of-range',
      place: 9,
      error: ['RangeError', 'Invalid count value: -2'],
      functions: ['stars'],
      files: {
        ...MODULE,
        'src/stars.js': `export function stars(rating, max) {
  const empty = ⟦9rating - max;
  return '*'.repeat(rating) + '-'.⟦1repeat(empty);
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { stars } from './src/stars.js';
assert.equal(stars(3, 5), '***--');
`,
    },
  ],
];
