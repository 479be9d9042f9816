import type { Snippet } from '../snippet.ts';

/** Objects used as tables, whose prototype answers for names nobody put in. */
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
];
