import type { Snippet } from '../snippet.ts';

export const ELEMENTS: readonly Snippet[] = [
  {
    name: 'an element the page does not have, nothing else to do',
    files: {
      'assets/badge.js': `export function showCount(items, root) {
  const count = items.length;
  const badge = root.querySelector('[data-count]');
  badge.textContent = String(count);
}

export function announce(items, root) {
  const region = root.querySelector('[data-live]');
  if (!region) return;
  region.textContent = String(items.length);
}
`,
    },
    entry: 'assets/badge.js',
    run: 'm.showCount([1], { querySelector: () => null })',
    rule: 'nullish-access',
    at: ['assets/badge.js', 'badge.textContent = String(count);'],
    says: 'the page has no such element',
    patched: [
      ['m.showCount([1], { querySelector: () => null })', undefined],
      [
        '(() => { const e = {}; m.showCount([1], { querySelector: () => e }); return e; })()',
        { textContent: '1' },
      ],
    ],
    contains: 'if (!badge) return;',
  },
  {
    name: 'an element is missing and other work follows',
    files: {
      'assets/page.js': `export function start(document, log) {
  const title = document.getElementById('title');
  title.textContent = 'Hello';
  log.push('started');
}
`,
    },
    entry: 'assets/page.js',
    run: 'm.start({ getElementById: () => null }, [])',
    rule: 'nullish-access',
    at: ['assets/page.js', "title.textContent = 'Hello';"],
    template: 'nullish/element-guard',
    patched: [
      [
        '(() => { const log = []; m.start({ getElementById: () => null }, log); return log; })()',
        ['started'],
      ],
    ],
  },
  {
    name: 'an element is looked up and written in one expression',
    files: {
      'assets/total.js': `export function show(document, total) {
  document.querySelector('#total').textContent = total;
  return 'done';
}
`,
    },
    entry: 'assets/total.js',
    run: "m.show({ querySelector: () => null }, '5')",
    rule: 'nullish-access',
    template: 'nullish/element-guard',
    patched: [["m.show({ querySelector: () => null }, '5')", 'done']],
  },
  {
    name: 'elements that a named function cannot work with take no part',
    files: {
      'src/labels.js': `function labelOf(row) {
  return row.owner.name + '!';
}

export function labels(rows) {
  return rows.map(labelOf);
}
`,
    },
    entry: 'src/labels.js',
    run: 'm.labels([{}])',
    rule: 'nullish-access',
    judge: 'nullish/skip-elements',
    patched: [["m.labels([{}, { owner: { name: 'a' } }])", ['a!']]],
  },
];
