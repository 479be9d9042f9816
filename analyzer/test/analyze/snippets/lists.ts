import type { Snippet } from '../snippet.ts';

/** Lists that are shorter than the code thinks, and values that built-ins refuse. */
export const LISTS: readonly Snippet[] = [
  {
    name: 'a loop goes one turn too far',
    files: {
      'src/loop.js': `export function names(list) {
  const found = [];
  for (let index = 0; index <= list.length; index += 1) {
    const one = list[index];
    found.push(one.name);
  }
  return found;
}
`,
    },
    entry: 'src/loop.js',
    run: "m.names([{ name: 'a' }])",
    rule: 'nullish-access',
    template: 'nullish/loop-bound',
    contains: 'index < list.length;',
    patched: [["m.names([{ name: 'a' }])", ['a']]],
  },
  {
    name: 'a loop over another list has its own end',
    files: {
      'src/loop.js': `export function names(list, other) {
  const found = [];
  for (let index = 0; index <= other.length; index += 1) {
    found.push(list[index].name);
  }
  return found;
}
`,
    },
    entry: 'src/loop.js',
    run: "m.names([{ name: 'a' }], [1, 2])",
    rule: 'nullish-access',
    without: ['nullish/loop-bound'],
  },
  {
    name: 'the first of a kind has no list to be put into yet',
    files: {
      'src/groups.js': `export function byKind(things) {
  const groups = {};
  things.forEach((thing) => {
    groups[thing.kind].push(thing.id);
  });
  return groups;
}
`,
    },
    entry: 'src/groups.js',
    run: "m.byKind([{ kind: 'a', id: 1 }])",
    rule: 'nullish-access',
    template: 'nullish/fill-entry',
    patched: [["m.byKind([{ kind: 'a', id: 1 }, { kind: 'a', id: 2 }])", { a: [1, 2] }]],
  },
  {
    name: 'a fixed field is not filled by whoever adds to it',
    files: {
      'src/log.js': `export function add(log, text) {
  log.lines.push(text);
}
`,
    },
    entry: 'src/log.js',
    run: "m.add({}, 'x')",
    rule: 'nullish-access',
    without: ['nullish/fill-entry'],
  },
  {
    name: 'a sum of no numbers is zero',
    files: {
      'src/sum.js': `export const sum = (orders) => orders.map((order) => order.price).reduce((all, one) => all + one);
`,
    },
    entry: 'src/sum.js',
    run: 'm.sum([])',
    rule: 'empty-list',
    template: 'empty-list/initial-value',
    patched: [
      ['m.sum([])', 0],
      ['m.sum([{ price: 2 }, { price: 3 }])', 5],
    ],
  },
  {
    name: 'the best of no elements is none, not a number',
    files: {
      'src/best.js': `export function best(list) {
  if (!list) return null;
  return list.reduce((top, one) => (one.score > top.score ? one : top));
}
`,
    },
    entry: 'src/best.js',
    run: 'm.best([])',
    rule: 'empty-list',
    template: 'empty-list/return-early',
    without: ['empty-list/initial-value'],
    patched: [
      ['m.best([])', null],
      ['m.best([{ score: 1 }, { score: 3 }])', { score: 3 }],
    ],
  },
  {
    name: 'a key is looked for in nothing',
    files: {
      'src/has.js': `export function isPaid(order) {
  if ('paidAt' in order.payment) {
    return true;
  }
  return false;
}
`,
    },
    entry: 'src/has.js',
    run: 'm.isPaid({})',
    rule: 'nullish-access',
    at: ['src/has.js', "if ('paidAt' in order.payment) {"],
    says: 'looks for a key in `order.payment`',
    judge: 'nullish/guard-condition',
    patched: [
      ['m.isPaid({})', false],
      ['m.isPaid({ payment: { paidAt: 1 } })', true],
    ],
  },
  {
    name: 'a text is no object to look in, and no value is missing',
    files: {
      'src/has.js': `export const isPaid = (order) => 'paidAt' in order.payment;
`,
    },
    entry: 'src/has.js',
    run: "m.isPaid({ payment: 'yes' })",
    rule: null,
    noCandidates: true,
  },
  {
    name: 'a function of Node.js is given nothing',
    files: {
      'src/path.js': `import { join } from 'node:path';

export function iconOf(user) {
  if (user.hidden) return null;
  return join('icons', user.icon);
}
`,
    },
    entry: 'src/path.js',
    run: 'm.iconOf({})',
    rule: 'missing-argument',
    at: ['src/path.js', "return join('icons', user.icon);"],
    says: 'A function of Node.js failed',
    patched: [
      ['m.iconOf({})', null],
      ["m.iconOf({ icon: 'a.png' })", 'icons/a.png'],
    ],
  },
  {
    name: 'a caller that goes on with a text is given an empty one',
    files: {
      'src/keys.js': `function keyOf(entry) {
  const key = entry.key;
  return key.name;
}

export function title(entry) {
  const name = keyOf(entry);
  return name.toUpperCase() + '!';
}
`,
    },
    entry: 'src/keys.js',
    run: 'm.title({})',
    rule: 'nullish-access',
    judge: 'nullish/return-for-caller',
    patched: [
      ['m.title({})', '!'],
      ["m.title({ key: { name: 'a' } })", 'A!'],
    ],
  },
  {
    name: 'a caller that only keeps the result says nothing about its kind',
    files: {
      'src/keys.js': `function keyOf(entry) {
  const key = entry.key;
  return key.name;
}

export function title(entry) {
  const name = keyOf(entry);
  return [name];
}
`,
    },
    entry: 'src/keys.js',
    run: 'm.title({})',
    rule: 'nullish-access',
    without: ['nullish/return-for-caller'],
  },
  {
    name: 'a statement on the result of a search is left out when nothing was found',
    files: {
      'src/mark.js': `const rows = new Map();
export function keep(id, row) {
  rows.set(id, row);
}

export function mark(ids) {
  let count = 0;
  for (const id of ids) {
    rows.get(id).list.push('x');
    count += 1;
  }
  return count;
}
`,
    },
    entry: 'src/mark.js',
    run: "m.mark(['a'])",
    rule: 'nullish-access',
    judge: 'nullish/name-and-wrap',
    patched: [["m.mark(['a', 'b'])", 2]],
  },
  {
    name: 'in a loop the next turn follows, not the end of the function',
    files: {
      'src/mark.js': `const rows = new Map();

export function mark(ids) {
  let count = 0;
  for (const id of ids) {
    rows.get(id).list.push('x');
    count += 1;
  }
  return count;
}
`,
    },
    entry: 'src/mark.js',
    run: "m.mark(['a'])",
    rule: 'nullish-access',
    judge: 'nullish/name-and-guard',
    patched: [["m.mark(['a', 'b'])", 0]],
  },
];
