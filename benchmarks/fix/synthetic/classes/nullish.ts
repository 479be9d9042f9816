import type { CaseClass } from '../case.ts';
import { MODULE, notOurs } from './foreign-code.ts';

export const NULLISH: readonly CaseClass[] = [
  {
    id: 'lookup-misses',
    positive: {
      rule: 'nullish-access',
      error: ['TypeError', "Cannot read properties of undefined (reading '$field')"],
      functions: ['$fieldOf', 'report'],
      files: {
        ...MODULE,
        'src/$list.js': `const $list = [{ id: 'a1', $field: 40 }, { id: 'b2', $field: 2 }];

export function $fieldOf(id) {
  if (id === '') return 0;
  const found = $list.find((one) => one.id === id);
  return found.⟦1$field * 2;
}
`,
        'src/report.js': `import { $fieldOf } from './$list.js';

export function report(ids) {
  return ids.map((id) => ⟦2$fieldOf(id));
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { $fieldOf } from './src/$list.js';
import { report } from './src/report.js';
assert.equal($fieldOf('a1'), 80);
assert.equal($fieldOf(''), 0);
assert.equal($fieldOf('zz'), 0);
assert.deepEqual(report(['b2', 'zz']), [4, 0]);
`,
      trail: [{ method: 'GET', url: '/api/$list/zz', status: 200 }],
    },
    lookAlike: notOurs('TypeError', "Cannot read properties of undefined (reading '$field')"),
  },
  {
    id: 'optional-field',
    positive: {
      rule: 'nullish-access',
      error: ['TypeError', "Cannot read properties of undefined (reading 'trim')"],
      functions: ['$textOf'],
      files: {
        ...MODULE,
        'src/$text.js': `export function titleOf($item) {
  if (!$item.title) return '';
  return $item.title.trim();
}

export function $textOf($item) {
  return $item.$text.⟦1trim();
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { $textOf, titleOf } from './src/$text.js';
assert.equal($textOf({ $text: ' a ' }), 'a');
assert.equal($textOf({}) || '', '');
assert.equal(titleOf({ title: ' b' }), 'b');
`,
    },
    lookAlike: {
      rule: null,
      error: ['ValidationError', 'Cannot read the $text: it is undefined in line 4 of the upload'],
      files: { ...MODULE, 'src/upload.js': `export function check(row) {\n  ⟦1throw new Error(row);\n}\n` },
    },
  },
  {
    id: 'condition-reads-through',
    positive: {
      rule: 'nullish-access',
      error: ['TypeError', "Cannot read properties of null (reading 'country')"],
      functions: ['isForeign'],
      files: {
        ...MODULE,
        'src/$person.js': `export function isForeign($person) {
  if ($person.address.⟦1country !== 'NL') {
    return true;
  }
  return false;
}

export function hasAddress($person) {
  if ($person.address && $person.address.country === 'NL') {
    return true;
  }
  return false;
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { isForeign, hasAddress } from './src/$person.js';
assert.equal(isForeign({ address: { country: 'NL' } }), false);
assert.equal(isForeign({ address: { country: 'BE' } }), true);
assert.equal(isForeign({ address: null }), false);
assert.equal(hasAddress({ address: null }), false);
`,
    },
    lookAlike: notOurs('TypeError', "Cannot read properties of null (reading 'country')"),
  },
  {
    id: 'hole-in-a-list',
    positive: {
      rule: 'nullish-access',
      error: ['TypeError', "Cannot read properties of undefined (reading 'name')"],
      functions: ['namesOf'],
      files: {
        ...MODULE,
        'src/names.js': `export function namesOf($list) {
  const names = [];
  for (const $item of $list) {
    const key = $item.$person.⟦1name.toLowerCase();
    names.push(key);
  }
  return names;
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { namesOf } from './src/names.js';
assert.deepEqual(namesOf([{ $person: { name: 'Al' } }]), ['al']);
assert.deepEqual(namesOf([{ $person: { name: 'Al' } }, {}, { $person: { name: 'Bo' } }]), ['al', 'bo']);
`,
    },
    lookAlike: {
      rule: null,
      error: ['DataError', 'The name of entry 3 is undefined'],
      files: { ...MODULE, 'src/rows.js': `export function read(rows) {\n  ⟦1throw rows[3];\n}\n` },
    },
  },
  {
    id: 'left-out-options',
    positive: {
      rule: 'nullish-access',
      error: ['TypeError', "Cannot destructure property 'currency' of 'undefined' as it is undefined."],
      functions: ['format$Field', 'label'],
      files: {
        ...MODULE,
        'src/format.js': `export function format$Field(value, ⟦1{ currency = 'EUR' }) {
  return value + ' ' + currency;
}
`,
        'src/label.js': `import { format$Field } from './format.js';

export const label = (value) => 'Sum: ' + ⟦2format$Field(value);
`,
      },
      checks: `import assert from 'node:assert/strict';
import { format$Field } from './src/format.js';
import { label } from './src/label.js';
assert.equal(format$Field(3, { currency: 'USD' }), '3 USD');
assert.equal(format$Field(3), '3 EUR');
assert.equal(label(4), 'Sum: 4 EUR');
`,
    },
    lookAlike: notOurs(
      'TypeError',
      "Cannot destructure property 'currency' of 'undefined' as it is undefined.",
    ),
  },
  {
    id: 'element-not-on-page',
    positive: {
      rule: 'nullish-access',
      platform: 'javascript',
      error: ['TypeError', "Cannot set properties of null (setting 'textContent')"],
      functions: ['showCount'],
      files: {
        ...MODULE,
        'src/badge.js': `export function showCount(count) {
  const badge = document.querySelector('#$list-badge');
  badge.textContent ⟦1= String(count);
  badge.hidden = count === 0;
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { showCount } from './src/badge.js';
const badge = {};
globalThis.document = { querySelector: () => badge };
showCount(3);
assert.deepEqual(badge, { textContent: '3', hidden: false });
globalThis.document = { querySelector: () => null };
showCount(3);
`,
      trail: ['button#show-$list'],
    },
    lookAlike: notOurs('TypeError', "Cannot set properties of null (setting 'textContent')"),
  },
];
