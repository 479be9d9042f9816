import type { Snippet } from '../snippet.ts';

/** Tables and collections that are not what the code takes them for, and what stands in for a missing value. */
export const TABLES: readonly Snippet[] = [
  {
    name: 'a table that starts empty finds a method of every object',
    files: {
      'src/words.js': `export class Words {
  constructor() {
    this.places = {};
  }

  add(word, place) {
    const places = this.places[word] || (this.places[word] = []);
    places.push(place);
    return places;
  }
}

export const add = (word) => new Words().add(word, 1);
`,
    },
    entry: 'src/words.js',
    run: "m.add('constructor')",
    rule: 'not-a-function',
    template: 'not-a-function/plain-table',
    contains: 'this.places = Object.create(null);',
    patched: [
      ["m.add('constructor')", [1]],
      ["m.add('other')", [1]],
    ],
  },
  {
    name: 'a table with entries keeps them and gives nothing else',
    files: {
      'src/labels.js': `const LABELS = { open: 'Open' };

export function label(state) {
  return LABELS[state] && LABELS[state].toUpperCase();
}
`,
    },
    entry: 'src/labels.js',
    run: "m.label('valueOf')",
    rule: 'not-a-function',
    judge: 'not-a-function/plain-table',
    patched: [
      ["m.label('open')", 'OPEN'],
      ["typeof m.label('valueOf')", 'undefined'],
    ],
  },
  {
    name: 'a collection is used before anything has set it',
    files: {
      'src/visit.js': `export function visitor() {
  let found = null;
  return {
    begin: () => { found = []; },
    add: (id) => { found.push(id); return found; },
  };
}
`,
    },
    entry: 'src/visit.js',
    run: 'm.visitor().add(1)',
    rule: 'nullish-access',
    judge: 'nullish/begin-with',
    contains: 'let found = [];',
    patched: [
      ['m.visitor().add(1)', [1]],
      ['(() => { const v = m.visitor(); v.add(1); v.begin(); return v.add(2); })()', [2]],
    ],
  },
  {
    name: 'what a function changes stays as it was given when what it needs is missing',
    files: {
      'src/indent.js': `export function indented(text, style) {
  const unit = style.unit.repeat(2);
  return text.padStart(text.length + unit.length, unit);
}
`,
    },
    entry: 'src/indent.js',
    run: "m.indented('a', {})",
    rule: 'nullish-access',
    judge: 'nullish/return-given',
    patched: [
      ["m.indented('a', {})", 'a'],
      ["m.indented('a', { unit: '-' })", '--a'],
    ],
  },
  {
    name: 'a handler that nobody put in is not called for its value',
    files: {
      'src/handle.js': `const HANDLERS = new Map([['a', (x) => x + 1], ['b', 1]]);

export function handle(kind, value) {
  const handler = HANDLERS.get(kind);
  const result = handler(value);
  return { result };
}
`,
    },
    entry: 'src/handle.js',
    run: "m.handle('b', 1)",
    rule: 'not-a-function',
    judge: 'not-a-function/typeof-condition',
    patched: [
      ["m.handle('b', 1)", { result: false }],
      ["m.handle('a', 1)", { result: 2 }],
    ],
  },
  {
    name: 'what a call gives is made a text without calling twice',
    files: {
      'src/key.js': `export function keyOf(read) {
  return read().trim();
}
`,
    },
    entry: 'src/key.js',
    run: 'm.keyOf(() => 5)',
    rule: 'not-a-function',
    judge: 'not-a-function/to-text',
    patched: [
      ['m.keyOf(() => 5)', '5'],
      ["m.keyOf(() => ' a ')", 'a'],
    ],
  },
];
