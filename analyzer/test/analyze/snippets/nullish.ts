import type { Snippet } from '../snippet.ts';

export const NULLISH: readonly Snippet[] = [
  {
    name: 'a lookup in another file finds nothing, the condition leaves with 0',
    files: {
      'src/vouchers.js': `const vouchers = [{ code: 'A', floor: 10, percent: 5 }];
export function voucherFor(code) {
  const wanted = code.trim();
  return vouchers.find((voucher) => voucher.code === wanted);
}
`,
      'src/totals.js': `import { voucherFor } from './vouchers.js';

export function discount(sum, code) {
  if (!code) return 0;
  const voucher = voucherFor(code);
  if (sum < voucher.floor) return 0;
  return (sum * voucher.percent) / 100;
}
`,
    },
    entry: 'src/totals.js',
    run: "m.discount(100, 'nope')",
    rule: 'nullish-access',
    at: ['src/totals.js', 'if (sum < voucher.floor) return 0;'],
    says: 'src/vouchers.js:4',
    template: 'nullish/guard-condition',
    patched: [
      ["m.discount(100, 'nope')", 0],
      ["m.discount(100, 'A')", 5],
      ["m.discount(5, 'A')", 0],
    ],
  },
  {
    name: 'a condition reads an optional field',
    files: {
      'src/roles.js': `export function canEdit(user) {
  if (user.team.role === 'owner') {
    return true;
  }
  return user.name === 'root';
}
`,
    },
    entry: 'src/roles.js',
    run: "m.canEdit({ name: 'x' })",
    rule: 'nullish-access',
    at: ['src/roles.js', "if (user.team.role === 'owner') {"],
    says: '`user.team`',
    patched: [
      ["m.canEdit({ name: 'x' })", false],
      ["m.canEdit({ name: 'root' })", true],
      ["m.canEdit({ name: 'x', team: { role: 'owner' } })", true],
    ],
  },
  {
    name: 'a filter callback meets entries without the field',
    files: {
      'src/pick.js': `export const urgent = (tickets) => tickets.filter((ticket) => ticket.label.name === 'urgent').length;
`,
    },
    entry: 'src/pick.js',
    run: "m.urgent([{ label: { name: 'urgent' } }, {}])",
    rule: 'nullish-access',
    at: [
      'src/pick.js',
      "export const urgent = (tickets) => tickets.filter((ticket) => ticket.label.name === 'urgent').length;",
    ],
    patched: [["m.urgent([{ label: { name: 'urgent' } }, {}])", 1]],
  },
  {
    name: 'a loop meets an entry without the record',
    files: {
      'src/sum.js': `const prices = new Map([['a', { amount: 2 }]]);

export function sum(skus) {
  let total = 0;
  for (const sku of skus) {
    const price = prices.get(sku);
    total += price.amount;
  }
  return total;
}
`,
    },
    entry: 'src/sum.js',
    run: "m.sum(['a', 'b'])",
    rule: 'nullish-access',
    at: ['src/sum.js', 'total += price.amount;'],
    says: 'no entry for the key',
    patched: [
      ["m.sum(['a', 'b'])", 2],
      ["m.sum(['a', 'a'])", 4],
    ],
  },
  {
    name: 'a regular expression does not match',
    files: {
      'src/version.js': `export function major(text) {
  const found = /^v(\\d+)/.exec(text);
  return Number(found[1]);
}
`,
    },
    entry: 'src/version.js',
    run: "m.major('latest')",
    rule: 'nullish-access',
    at: ['src/version.js', 'return Number(found[1]);'],
    says: 'the text does not match',
  },
  {
    name: 'a list field is missing and is mapped',
    files: {
      'src/names.js': `export function names(answer) {
  const items = answer.items;
  return items.map((item) => item.name);
}
`,
    },
    entry: 'src/names.js',
    run: 'm.names({})',
    rule: 'nullish-access',
    at: ['src/names.js', 'return items.map((item) => item.name);'],
    says: '`items`',
    patched: [
      ['m.names({})', []],
      ["m.names({ items: [{ name: 'a' }] })", ['a']],
    ],
  },
  {
    name: 'a neighbour throws the error of the repository',
    files: {
      'src/errors.js': `export class NotFound extends Error {
  constructor(what) {
    super(what);
    this.name = 'NotFound';
  }
}
`,
      'src/orders.js': `import { NotFound } from './errors.js';

const orders = [{ id: 1, lines: [] }];
const findOrder = (id) => orders.find((order) => order.id === id);

export function cancel(id) {
  const order = findOrder(id);
  if (!order) throw new NotFound('There is no such order.');
  order.cancelled = true;
  return order;
}

export function lineCount(id) {
  const order = findOrder(id);
  return order.lines.length;
}
`,
    },
    entry: 'src/orders.js',
    run: 'm.lineCount(7)',
    rule: 'nullish-access',
    at: ['src/orders.js', 'return order.lines.length;'],
    template: 'nullish/neighbour-guard',
    patched: [
      ['m.lineCount(1)', 0],
      ['m.lineCount(7)', { throws: 'There is no such order.' }],
    ],
  },
  {
    name: 'options are left out and taken apart',
    files: {
      'src/open.js': `export function open(url, { timeoutMs = 10 }) {
  return url + timeoutMs;
}
`,
    },
    entry: 'src/open.js',
    run: "m.open('/a')",
    rule: 'nullish-access',
    at: ['src/open.js', 'export function open(url, { timeoutMs = 10 }) {'],
    template: 'nullish/default-value',
    patched: [
      ["m.open('/a')", '/a10'],
      ["m.open('/a', { timeoutMs: 1 })", '/a1'],
    ],
  },
  {
    name: 'a text method on a missing text keeps empty texts',
    files: {
      'src/initial.js': `export function initial(person) {
  if (!person) return '?';
  return person.name.charAt(0).toUpperCase();
}
`,
    },
    entry: 'src/initial.js',
    run: 'm.initial({})',
    rule: 'nullish-access',
    at: ['src/initial.js', 'return person.name.charAt(0).toUpperCase();'],
    patched: [
      ['m.initial({})', '?'],
      ["m.initial({ name: 'bo' })", 'B'],
    ],
  },
  {
    name: 'two equal properties on a line: the column tells them apart',
    files: {
      'src/same.js': `export const same = (left, right) => left.box.width === right.box.width;
`,
    },
    entry: 'src/same.js',
    run: 'm.same({ box: { width: 1 } }, {})',
    rule: 'nullish-access',
    says: '`right.box`',
    patched: [
      ['m.same({ box: { width: 1 } }, {})', false],
      ['m.same({ box: { width: 1 } }, { box: { width: 1 } })', true],
    ],
  },
  {
    name: 'an awaited lookup in CommonJS',
    files: {
      'package.json': '{"type":"commonjs"}',
      'lib/store.js': `const rows = new Map();
async function load(id) {
  return rows.get(id);
}
module.exports = { load };
`,
      'lib/title.js': `const { load } = require('./store');

async function title(id) {
  const row = await load(id);
  if (row.hidden) return null;
  return row.title;
}
module.exports = { title };
`,
    },
    entry: 'lib/title.js',
    run: 'm.title(3)',
    rule: 'nullish-access',
    at: ['lib/title.js', 'if (row.hidden) return null;'],
    says: 'lib/store.js:3',
    template: 'nullish/guard-condition',
    patched: [['m.title(3)', null]],
  },
  {
    name: 'TypeScript without types at run time',
    files: {
      'src/city.ts': `type Person = { address?: { city: string } };
export function city(person: Person): string {
  const address = person.address!;
  return \`\${address.city}!\`;
}
`,
    },
    entry: 'src/city.ts',
    run: 'm.city({})',
    rule: 'nullish-access',
    at: ['src/city.ts', 'return `${address.city}!`;'],
  },
  {
    name: 'look-alike: the application throws a text that sounds like the engine',
    files: {
      'src/form.js': `export function submit(form) {
  if (!form.name) throw new Error('Cannot submit: the name is undefined or empty');
  return form.name;
}
`,
    },
    entry: 'src/form.js',
    run: 'm.submit({})',
    rule: null,
    at: ['src/form.js', "if (!form.name) throw new Error('Cannot submit: the name is undefined or empty');"],
    noCandidates: true,
  },
  {
    name: 'a function whose result is used returns nothing',
    files: {
      'src/people.js': `const people = new Map([['a', { name: 'Ada' }]]);

export function personOf(id) {
  people.get(id);
}
`,
      'src/greet.js': `import { personOf } from './people.js';

export function greet(id) {
  const person = personOf(id);
  return 'Hello ' + person.name;
}
`,
    },
    entry: 'src/greet.js',
    run: "m.greet('a')",
    rule: 'nullish-access',
    at: ['src/people.js', 'people.get(id);'],
    says: 'has no `return` with a value',
    template: 'nullish/missing-return',
    patched: [["m.greet('a')", 'Hello Ada']],
  },
  {
    name: 'a list is used as one element',
    files: {
      'src/title.js': `export function titleOf(books, id) {
  const book = books.filter((one) => one.id === id);
  return book.title.trim();
}
`,
    },
    entry: 'src/title.js',
    run: "m.titleOf([{ id: 1, title: ' a' }], 1)",
    rule: 'nullish-access',
    says: 'lists have no `title`',
    template: 'nullish/find-instead',
    patched: [["m.titleOf([{ id: 1, title: ' a' }], 1)", 'a']],
  },
  {
    name: 'a field the object never has is not guarded',
    files: {
      'src/label.js': `const make = (price) => ({ amount: price });

export function label(price) {
  const order = make(price);
  return order.total.toFixed(2);
}
`,
    },
    entry: 'src/label.js',
    run: 'm.label(3)',
    rule: 'nullish-access',
    says: 'never with `total`',
    noCandidates: true,
  },
  {
    name: 'a value that was cleared just before is not guarded',
    files: {
      'src/finish.js': `export function finish(state) {
  state.current = null;
  return state.current.id;
}
`,
    },
    entry: 'src/finish.js',
    run: 'm.finish({ current: { id: 1 } })',
    rule: 'nullish-access',
    at: ['src/finish.js', 'state.current = null;'],
    says: 'sets it to `null` just before',
    noCandidates: true,
  },
  {
    name: 'a name that does not exist is no missing value',
    files: {
      'src/typo.js': `export const total = (items) => itmes.length + items.length;
`,
    },
    entry: 'src/typo.js',
    run: 'm.total([1])',
    rule: 'undefined-variable',
    says: '`items` is declared there',
    template: 'undefined-variable/rename',
    patched: [['m.total([1])', 2]],
  },
  {
    name: 'the caller passes the result of a failed lookup',
    files: {
      'src/format.js': `export function fullName(person) {
  return person.first + ' ' + person.last;
}
`,
      'src/greet.js': `import { fullName } from './format.js';

const people = [{ id: 1, first: 'Ada', last: 'L' }];

export function greet(id) {
  return 'Hello ' + fullName(people.find((person) => person.id === id));
}
`,
    },
    entry: 'src/greet.js',
    run: 'm.greet(9)',
    rule: 'nullish-access',
    at: ['src/greet.js', "return 'Hello ' + fullName(people.find((person) => person.id === id));"],
    says: 'src/format.js:2',
  },
  {
    name: 'a shared function trusts its caller, which tests the result in a condition',
    files: {
      'lib/util/tokens.js': `exports.isOpening = function isOpening(token) {
  return token.value === '(';
};
`,
      'lib/rules/spaces.js': `const { isOpening } = require('../util/tokens');

exports.check = function check(tokens) {
  const problems = [];
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (isOpening(next)) {
      problems.push(index);
    }
  });
  return problems;
};
`,
      'package.json': '{"type":"commonjs"}',
    },
    entry: 'lib/rules/spaces.js',
    run: "m.check([{ value: 'a' }, { value: '(' }])",
    rule: 'nullish-access',
    at: ['lib/rules/spaces.js', 'if (isOpening(next)) {'],
    template: 'nullish/caller-guard-condition',
    contains: 'if (next && isOpening(next)) {',
    patched: [["m.check([{ value: 'a' }, { value: '(' }])", [0]]],
  },
];
