import type { CaseClass } from '../case.ts';
import { MODULE, notOurs } from './foreign-code.ts';

export const CALLS: readonly CaseClass[] = [
  {
    id: 'callback-left-out',
    positive: {
      rule: 'not-a-function',
      error: ['TypeError', 'onDone is not a function'],
      functions: ['save$Item'],
      files: {
        ...MODULE,
        'src/save.js': `export function save$Item($item, { store, onDone }) {
  store.set($item.id, $item);
  ⟦1onDone($item.id);
  return $item.id;
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { save$Item } from './src/save.js';
const seen = [];
assert.equal(save$Item({ id: 7 }, { store: new Map(), onDone: (id) => seen.push(id) }), 7);
assert.deepEqual(seen, [7]);
assert.equal(save$Item({ id: 8 }, { store: new Map() }), 8);
`,
    },
    lookAlike: notOurs('TypeError', 'onDone is not a function'),
  },
  {
    id: 'answer-is-no-list',
    positive: {
      rule: 'not-a-function',
      error: ['TypeError', 'answer.map is not a function'],
      functions: ['idsOf'],
      files: {
        ...MODULE,
        'src/ids.js': `export async function countOf(api) {
  const { $list } = await api.load$List();
  return $list.length;
}

export async function idsOf(api) {
  const answer = await api.load$List();
  return answer.⟦1map((one) => one.id);
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { idsOf, countOf } from './src/ids.js';
const api = { load$List: async () => ({ $list: [{ id: 1 }, { id: 2 }] }) };
assert.deepEqual(await idsOf(api), [1, 2]);
assert.equal(await countOf(api), 2);
`,
    },
    lookAlike: notOurs('TypeError', 'answer.map is not a function'),
  },
  {
    id: 'missing-await-of-list',
    positive: {
      rule: 'missing-await',
      error: ['TypeError', '$list.filter is not a function'],
      functions: ['open$List'],
      files: {
        ...MODULE,
        'src/store.js': `const rows = [{ id: 1, open: true }, { id: 2, open: false }];

export async function load$List() {
  return rows;
}
`,
        'src/open.js': `import { load$List } from './store.js';

export async function open$List() {
  const $list = load$List();
  return $list.⟦1filter((one) => one.open);
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { open$List } from './src/open.js';
assert.deepEqual(await open$List(), [{ id: 1, open: true }]);
`,
    },
    lookAlike: notOurs('TypeError', '$list.filter is not a function'),
  },
  {
    id: 'missing-await-of-answer',
    positive: {
      rule: 'missing-await',
      error: ['TypeError', "Cannot read properties of undefined (reading 'name')"],
      functions: ['greeting'],
      files: {
        ...MODULE,
        'src/greeting.js': `async function load$Person(id) {
  return { id, profile: { name: 'Ada' } };
}

export async function greeting(id) {
  const $person = load$Person(id);
  return 'Hello ' + $person.profile.⟦1name;
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { greeting } from './src/greeting.js';
assert.equal(await greeting(1), 'Hello Ada');
`,
    },
    lookAlike: {
      rule: null,
      error: ['PromiseTimeout', 'The $person was not awaited long enough'],
      files: { ...MODULE, 'src/wait.js': `export function give() {\n  ⟦1throw new Error('late');\n}\n` },
    },
  },
  {
    id: 'constant-assigned',
    positive: {
      rule: 'constant-assignment',
      error: ['TypeError', 'Assignment to constant variable.'],
      functions: ['sumOf'],
      files: {
        ...MODULE,
        'src/sum.js': `export function sumOf($list) {
  const sum = 0;
  for (const $item of $list) {
    sum ⟦1+= $item.$field;
  }
  return sum;
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { sumOf } from './src/sum.js';
assert.equal(sumOf([{ $field: 2 }, { $field: 3 }]), 5);
assert.equal(sumOf([]), 0);
`,
    },
    lookAlike: {
      rule: null,
      error: ['RuleError', 'The assignment of $person 4 is constant'],
      files: { ...MODULE, 'src/rule.js': `export function check() {\n  ⟦1throw new Error('constant');\n}\n` },
    },
  },
  {
    id: 'answered-twice',
    positive: {
      rule: 'headers-sent',
      place: 2,
      error: ['Error', 'Cannot set headers after they are sent to the client'],
      functions: ['show$Item'],
      files: {
        ...MODULE,
        'src/route.js': `export function show$Item(request, response) {
  if (!request.params.id) {
    ⟦9⟦2response.status(400).json({ error: 'no id' });
  }
  ⟦1response.json({ id: request.params.id });
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { show$Item } from './src/route.js';
const answer = () => {
  const sent = [];
  const response = { status: (code) => (sent.push(code), response), json: (body) => (sent.push(body), response) };
  return { sent, response };
};
const good = answer();
show$Item({ params: { id: '4' } }, good.response);
assert.deepEqual(good.sent, [{ id: '4' }]);
const bad = answer();
show$Item({ params: {} }, bad.response);
assert.deepEqual(bad.sent, [400, { error: 'no id' }]);
`,
    },
    lookAlike: notOurs('Error', 'Cannot set headers after they are sent to the client'),
  },
];
