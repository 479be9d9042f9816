import type { Fixture } from './fixture.ts';

export const ESM = '{ "type": "module", "scripts": { "test": "node --test" } }';
export const undefinedProperty = (name: string) => ({
  type: 'TypeError',
  value: `Cannot read properties of undefined (reading '${name}')`,
});

/** One small repository per class of error. */
export const user: Fixture = {
  files: {
    'package.json': ESM,
    'user.js': `export function initials(user) {
  return user.profile.name.slice(0, 2).toUpperCase();
}

export function greeting(user) {
  if (!user.profile) return '';
  return 'Hello ' + user.profile.name;
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

export const prices: Fixture = {
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
  if (!code) return 0;
  const price = find(code);
  if (count < price.minimum) return 0;
  return price.cents * count;
}
`,
  },
  error: undefinedProperty('minimum'),
  frames: [['prices.js', 'price.minimum']],
};

export const orders: Fixture = {
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

export const stepper: Fixture = {
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

export const rates: Fixture = {
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

export const badge: Fixture = {
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

export const cart: Fixture = {
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

export const inner: Fixture = {
  files: {
    'package.json': ESM,
    'report.js': `function heading(report) {
  return report.title.trim();
}

function footer(report) {
  if (!report.note) return '';
  return report.note.trim();
}

export const version = '1';
globalThis.report = { heading, footer };
`,
  },
  error: undefinedProperty('trim'),
  frames: [['report.js', 'report.title.trim']],
};

export const commonJs: Fixture = {
  files: {
    'package.json': '{ "scripts": { "test": "node --test" } }',
    'lib/names.js': `const { join } = require('node:path');
function fileOf(entry) {
  return join('/', entry.names.first);
}
function labelOf(entry) {
  if (!entry.names) return 'nobody';
  return entry.names.first;
}
module.exports = { fileOf, labelOf };
`,
  },
  error: undefinedProperty('first'),
  frames: [['lib/names.js', 'entry.names.first']],
};

export const typed: Fixture = {
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
