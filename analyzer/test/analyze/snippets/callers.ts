import type { Snippet } from '../snippet.ts';

/** Patches at the calls that handed the missing value on. */
export const CALLERS: readonly Snippet[] = [
  {
    name: 'the caller checks the part its argument misses',
    files: {
      'src/rights.js': `export function isOwner(user) {
  const team = user.team;
  return team.role === 'owner';
}
`,
      'src/page.js': `import { isOwner } from './rights.js';

export function buttons(user) {
  const shown = ['view'];
  if (isOwner(user)) {
    shown.push('delete');
  }
  return shown;
}
`,
    },
    entry: 'src/page.js',
    run: 'm.buttons({})',
    rule: 'nullish-access',
    judge: 'nullish/caller-guard-condition',
    contains: 'if (user.team && isOwner(user)) {',
    patched: [
      ['m.buttons({})', ['view']],
      ["m.buttons({ team: { role: 'owner' } })", ['view', 'delete']],
    ],
  },
  {
    name: 'the value went through two calls: the outer one can be left out as well',
    files: {
      'src/print.js': `export function cut(text) {
  return text.slice(0, 3);
}

export function line(text) {
  return '- ' + cut(text);
}

export function page(entry) {
  const lines = [entry.id];
  lines.push(line(entry.note));
  return lines;
}
`,
    },
    entry: 'src/print.js',
    run: "m.page({ id: 'a' })",
    rule: 'nullish-access',
    judge: 'nullish/caller-wrap-statement',
    patched: [
      ["m.page({ id: 'a' })", ['a']],
      ["m.page({ id: 'a', note: 'hello' })", ['a', '- hel']],
    ],
  },
  {
    name: 'a parameter that is set again says nothing about the caller',
    files: {
      'src/step.js': `export function last(entry) {
  while (entry.open) {
    entry = entry.next;
  }
  return entry;
}

export function end(entry) {
  const found = last(entry);
  return found.name;
}
`,
    },
    entry: 'src/step.js',
    run: 'm.end({ open: true })',
    rule: 'nullish-access',
    without: ['nullish/caller-guard-call', 'nullish/caller-return-early'],
  },
  {
    name: 'two arguments stand in each other’s place',
    files: {
      'src/money.js': `export function money(value, currency) {
  return Number(value) + ' ' + currency.toUpperCase();
}
`,
      'src/row.js': `import { money } from './money.js';

export function row(item) {
  return money(item.currency, item.price);
}
`,
    },
    entry: 'src/row.js',
    run: "m.row({ currency: 'eur', price: 3 })",
    rule: 'not-a-function',
    at: ['src/row.js', 'return money(item.currency, item.price);'],
    says: 'in the wrong order',
    template: 'calls/swap-arguments',
    patched: [["m.row({ currency: 'eur', price: 3 })", '3 EUR']],
  },
  {
    name: 'names that differ from the parameters say nothing about their order',
    files: {
      'src/money.js': `export function money(value, currency) {
  return Number(value) + ' ' + currency.toUpperCase();
}

export function row(item) {
  return money(item.price, item.unit);
}
`,
    },
    entry: 'src/money.js',
    run: 'm.row({ unit: 4, price: 3 })',
    rule: 'not-a-function',
    without: ['calls/swap-arguments'],
  },
  {
    name: 'what crashes next in the same function is mended with it',
    files: {
      'src/rows.js': `function firstRow(table) {
  return table.rows.filter((row) => row.visible)[0];
}

export function describe(table) {
  const lines = [];
  if (table.owner.name === 'root') {
    lines.push('root');
  }
  lines.push(firstRow(table).title);
  return lines;
}
`,
    },
    entry: 'src/rows.js',
    run: 'm.describe({ rows: [] })',
    rule: 'nullish-access',
    judge: 'nullish/and-next',
    patched: [
      ['m.describe({ rows: [] }).length', 1],
      ["m.describe({ owner: { name: 'root' }, rows: [{ visible: true, title: 'a' }] })", ['root', 'a']],
    ],
  },
  {
    name: 'what always gives a result is no next crash',
    files: {
      'src/rows.js': `function firstRow(table) {
  if (table.rows.length > 0) {
    return table.rows[0];
  } else {
    return { title: '' };
  }
}

export function describe(table) {
  const lines = [];
  if (table.owner.name === 'root') {
    lines.push('root');
  }
  lines.push(firstRow(table).title);
  return lines;
}
`,
    },
    entry: 'src/rows.js',
    run: 'm.describe({ rows: [] })',
    rule: 'nullish-access',
    without: ['nullish/and-next'],
  },
  {
    name: 'a method of an object nobody can name: the stack says whose call it was',
    files: {
      'src/list.js': `export function List(items) {
  this.items = items;
}

List.prototype.nextOf = function (item) {
  return this.items[item.index + 1];
};
`,
      'src/follow.js': `import { List } from './list.js';

export function follow(list, item, out) {
  if (list.nextOf(item.twin)) out.push('more');
  return out;
}

export const run = (item) => follow(new List([1, 2]), item, []);
`,
    },
    entry: 'src/follow.js',
    run: 'm.run({})',
    rule: 'nullish-access',
    judge: 'nullish/caller-guard-condition',
    contains: "if (item.twin && list.nextOf(item.twin)) out.push('more');",
    patched: [
      ['m.run({})', []],
      ['m.run({ twin: { index: 0 } })', ['more']],
    ],
  },
  {
    name: 'the caller makes nothing of a value that is not there',
    files: {
      'src/team.js': `export function nameOf(team) {
  return team.name.trim();
}
`,
      'src/card.js': `import { nameOf } from './team.js';

export function card(user) {
  const label = 'Team ' + nameOf(user.team);
  return { label };
}
`,
    },
    entry: 'src/card.js',
    run: 'm.card({})',
    rule: 'nullish-access',
    judge: 'nullish/caller-guard-value',
    patched: [
      ['m.card({})', {}],
      ["m.card({ team: { name: ' a ' } })", { label: 'Team a' }],
    ],
  },
];
