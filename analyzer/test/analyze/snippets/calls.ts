import type { Snippet } from '../snippet.ts';

export const CALLS: readonly Snippet[] = [
  {
    name: 'a callback option is left out beside one that is called with ?.',
    files: {
      'assets/step.js': `export function step(input, delta, { max = 9, onLimit, onChange } = {}) {
  const next = Math.min(max, Number(input.value) + delta);
  if (next === max) onLimit?.(next);
  input.value = String(next);
  onChange(next);
  return next;
}
`,
    },
    entry: 'assets/step.js',
    run: "m.step({ value: '1' }, 1)",
    rule: 'not-a-function',
    at: ['assets/step.js', 'onChange(next);'],
    says: 'without a default',
    template: 'not-a-function/optional-call',
    patched: [
      ["m.step({ value: '1' }, 1)", 2],
      [
        "(() => { const seen = []; m.step({ value: '1' }, 1, { onChange: (n) => seen.push(n) }); return seen; })()",
        [2],
      ],
    ],
  },
  {
    name: 'a callback parameter is left out',
    files: {
      'src/save.js': `export function save(store, value, done) {
  store.push(value);
  done(null, value);
}
`,
    },
    entry: 'src/save.js',
    run: 'm.save([], 1)',
    rule: 'not-a-function',
    at: ['src/save.js', 'done(null, value);'],
    template: 'not-a-function/optional-call',
    patched: [['(() => { const s = []; m.save(s, 1); return s; })()', [1]]],
  },
  {
    name: 'a callback in an options object is left out',
    files: {
      'src/watch.js': `export function watch(target, options) {
  target.seen = true;
  options.onReady(target);
  return target.seen;
}
`,
    },
    entry: 'src/watch.js',
    run: 'm.watch({}, {})',
    rule: 'not-a-function',
    at: ['src/watch.js', 'options.onReady(target);'],
    template: 'not-a-function/optional-call',
    patched: [['m.watch({}, {})', true]],
  },
  {
    name: 'a misspelled member of a namespace import',
    files: {
      'src/money.js': `export const formatPrice = (cents) => \`\${cents / 100} EUR\`;
export const parse = (text) => Number.parseFloat(text) * 100;
`,
      'src/label.js': `import * as money from './money.js';

export const label = (cents) => money.formatPrise(cents);
`,
    },
    entry: 'src/label.js',
    run: 'm.label(100)',
    rule: 'not-a-function',
    at: ['src/label.js', 'export const label = (cents) => money.formatPrise(cents);'],
    says: '`formatPrice`',
    template: 'not-a-function/import-name',
    patched: [['m.label(100)', '1 EUR']],
  },
  {
    name: 'a wrong name taken out of require',
    files: {
      'package.json': '{"type":"commonjs"}',
      'lib/dates.js': `exports.startOfDay = (ms) => ms - (ms % 86400000);
`,
      'lib/report.js': `const { startofDay } = require('./dates');

exports.day = (ms) => startofDay(ms);
`,
    },
    entry: 'lib/report.js',
    run: 'm.default.day(86400001)',
    rule: 'not-a-function',
    at: ['lib/report.js', 'exports.day = (ms) => startofDay(ms);'],
    says: '`startOfDay`',
    template: 'not-a-function/import-name',
    patched: [['m.default.day(86400001)', 86400000]],
  },
  {
    name: 'an answer is an object around the list, a neighbour unwraps it',
    files: {
      'src/api.js': `const call = async (path) => ({ items: [{ path }] });

export async function first(path) {
  const { items } = await call(path);
  return items[0];
}

export async function paths() {
  const rows = await call('/rows');
  return rows.map((row) => row.path);
}
`,
    },
    entry: 'src/api.js',
    run: 'm.paths()',
    rule: 'not-a-function',
    at: ['src/api.js', 'return rows.map((row) => row.path);'],
    template: 'not-a-function/unwrap-list',
    patched: [['m.paths()', ['/rows']]],
  },
  {
    name: 'an answer is no list and nothing shows where the list is',
    files: {
      'src/tags.js': `export const tags = (answer) => answer.filter((tag) => tag.length > 1);
`,
    },
    entry: 'src/tags.js',
    run: "m.tags({ error: 'x' })",
    rule: 'not-a-function',
    template: 'not-a-function/only-lists',
    patched: [
      ["m.tags({ error: 'x' })", []],
      ["m.tags(['a', 'bb'])", ['bb']],
    ],
  },
  {
    name: 'a text method on a number inside a condition',
    files: {
      'src/flag.js': `export function isOn(attribute) {
  return attribute.value && attribute.value.toLowerCase() === 'on';
}
`,
    },
    entry: 'src/flag.js',
    run: 'm.isOn({ value: 5 })',
    rule: 'not-a-function',
    at: ['src/flag.js', "return attribute.value && attribute.value.toLowerCase() === 'on';"],
    template: 'not-a-function/text-check',
    patched: [
      ['m.isOn({ value: 5 })', false],
      ["m.isOn({ value: 'ON' })", true],
    ],
  },
  {
    name: 'a missing list is spread',
    files: {
      'src/merge.js': `export const merge = (left, right) => [...left.tags, ...right.tags];
`,
    },
    entry: 'src/merge.js',
    run: "m.merge({ tags: ['a'] }, {})",
    rule: 'not-a-function',
    says: '`right.tags`',
    patched: [["m.merge({ tags: ['a'] }, {})", ['a']]],
  },
  {
    name: 'a missing list is gone over',
    files: {
      'src/total.js': `export function total(answer) {
  const { lines } = answer;
  let sum = 0;
  for (const line of lines) sum += line.price;
  return sum;
}
`,
    },
    entry: 'src/total.js',
    run: 'm.total({})',
    rule: 'not-a-function',
    at: ['src/total.js', 'for (const line of lines) sum += line.price;'],
    patched: [
      ['m.total({})', 0],
      ['m.total({ lines: [{ price: 2 }] })', 2],
    ],
  },
  {
    name: 'a class that is not exported is constructed',
    files: {
      'src/shapes.js': `export class Circle {
  area = 3;
}
`,
      'src/draw.js': `import * as shapes from './shapes.js';

export const area = () => new shapes.circle().area;
`,
    },
    entry: 'src/draw.js',
    run: 'm.area()',
    rule: 'not-a-function',
    template: 'not-a-function/import-name',
    patched: [['m.area()', 3]],
  },
];
