import type { Snippet } from '../snippet.ts';

const STORE = `const orders = [{ id: 1, open: true }, { id: 2, open: false }];
export async function listOrders() {
  return orders;
}
`;

export const PROMISES: readonly Snippet[] = [
  {
    name: 'the result of an asynchronous function is filtered without waiting',
    files: {
      'src/store.js': STORE,
      'src/refresh.js': `import { listOrders } from './store.js';

export async function refresh() {
  const orders = listOrders();
  const kept = orders.filter((order) => order.open);
  return kept.length;
}
`,
    },
    entry: 'src/refresh.js',
    run: 'm.refresh()',
    rule: 'missing-await',
    at: ['src/refresh.js', 'const kept = orders.filter((order) => order.open);'],
    says: 'src/store.js:2',
    template: 'missing-await/await',
    patched: [['m.refresh()', 1]],
    contains: 'const orders = await listOrders();',
  },
  {
    name: 'an asynchronous call is used in the same expression',
    files: {
      'src/store.js': STORE,
      'src/ids.js': `import { listOrders } from './store.js';

export const ids = async () => listOrders().map((order) => order.id);
`,
    },
    entry: 'src/ids.js',
    run: 'm.ids()',
    rule: 'missing-await',
    template: 'missing-await/await',
    patched: [['m.ids()', [1, 2]]],
    contains: '(await listOrders()).map',
  },
  {
    name: 'the function around the call must become asynchronous',
    files: {
      'src/store.js': STORE,
      'src/count.js': `import { listOrders } from './store.js';

export function openCount() {
  const orders = listOrders();
  return orders.filter((order) => order.open).length;
}
`,
    },
    entry: 'src/count.js',
    run: 'm.openCount()',
    rule: 'missing-await',
    patched: [['m.openCount()', 1]],
    contains: 'export async function openCount()',
  },
  {
    name: 'a promise is gone over',
    files: {
      'src/store.js': STORE,
      'src/print.js': `import { listOrders } from './store.js';

export async function print() {
  const lines = [];
  for (const order of listOrders()) lines.push(order.id);
  return lines;
}
`,
    },
    entry: 'src/print.js',
    run: 'm.print()',
    rule: 'missing-await',
    patched: [['m.print()', [1, 2]]],
  },
  {
    name: 'a field of a promise is read through',
    files: {
      'src/load.js': `const fetchPage = () => fetch('data:application/json,{"items":[1]}').then((answer) => answer.json());

export async function count() {
  const page = fetchPage();
  return page.items.length;
}
`,
    },
    entry: 'src/load.js',
    run: 'm.count()',
    rule: 'missing-await',
    at: ['src/load.js', 'return page.items.length;'],
    patched: [['m.count()', 1]],
  },
  {
    name: 'response.json() is not awaited',
    files: {
      'src/users.js': `export async function names() {
  const response = await fetch('data:application/json,[{"name":"a"}]');
  const users = response.json();
  return users.map((user) => user.name);
}
`,
    },
    entry: 'src/users.js',
    run: 'm.names()',
    rule: 'missing-await',
    patched: [['m.names()', ['a']]],
    contains: 'const users = await response.json();',
  },
  {
    name: 'a method of a class is asynchronous',
    files: {
      'src/service.js': `export class Service {
  async rows() {
    return [1, 2];
  }
  async total() {
    const rows = this.rows();
    return rows.reduce((sum, row) => sum + row, 0);
  }
}
`,
    },
    entry: 'src/service.js',
    run: 'new m.Service().total()',
    rule: 'missing-await',
    patched: [['new m.Service().total()', 3]],
  },
  {
    name: 'the caller passes the promise on',
    files: {
      'src/store.js': STORE,
      'src/rank.js': `import { listOrders } from './store.js';

const open = (orders) => orders.filter((order) => order.open);

export async function rank() {
  return open(listOrders()).length;
}
`,
    },
    entry: 'src/rank.js',
    run: 'm.rank()',
    rule: 'missing-await',
    says: 'src/rank.js:6',
    patched: [['m.rank()', 1]],
    contains: 'open(await listOrders())',
  },
  {
    name: 'look-alike: the call is awaited, the value is something else',
    files: {
      'src/store.js': `export async function listOrders() {
  return { orders: [] };
}
`,
      'src/refresh.js': `import { listOrders } from './store.js';

export async function refresh() {
  const orders = await listOrders();
  return orders.filter((order) => order.open).length;
}
`,
    },
    entry: 'src/refresh.js',
    run: 'm.refresh()',
    rule: 'not-a-function',
  },
  {
    name: 'look-alike: the called function is not asynchronous',
    files: {
      'src/list.js': `const list = () => ({ rows: [] });

export async function count() {
  const rows = list();
  return rows.filter(Boolean).length;
}
`,
    },
    entry: 'src/list.js',
    run: 'm.count()',
    rule: 'not-a-function',
  },
];
