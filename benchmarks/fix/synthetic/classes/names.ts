import type { CaseClass } from '../case.ts';
import { MODULE, notOurs } from './foreign-code.ts';

export const NAMES: readonly CaseClass[] = [
  {
    id: 'misspelled-name',
    positive: {
      rule: 'undefined-variable',
      error: ['ReferenceError', 'discont is not defined'],
      functions: ['priceOf'],
      files: {
        ...MODULE,
        'src/price.js': `export function priceOf($item) {
  const discount = $item.discount ?? 0;
  return $item.$field - ⟦1discont;
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { priceOf } from './src/price.js';
assert.equal(priceOf({ $field: 10, discount: 3 }), 7);
assert.equal(priceOf({ $field: 10 }), 10);
`,
    },
    lookAlike: {
      rule: null,
      error: ['TemplateError', 'The variable discont is not defined in the letter'],
      files: {
        ...MODULE,
        'src/letter.js': `export function letter() {\n  ⟦1throw new Error('letter');\n}\n`,
      },
    },
  },
  {
    id: 'forgotten-import',
    positive: {
      rule: 'undefined-variable',
      error: ['ReferenceError', 'format$Field is not defined'],
      functions: ['row'],
      files: {
        ...MODULE,
        'src/format.js': `export function format$Field(value) {\n  return value.toFixed(2);\n}\n`,
        'src/escape.js': `export const escape = (text) => text.replaceAll('<', '&lt;');\n`,
        'src/row.js': `import { escape } from './escape.js';

export function row($item) {
  return escape($item.name) + ' ' + ⟦1format$Field($item.$field);
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { row } from './src/row.js';
assert.equal(row({ name: '<a', $field: 3 }), '&lt;a 3.00');
`,
    },
    lookAlike: {
      rule: 'undefined-variable',
      error: ['ReferenceError', 'window is not defined'],
      functions: ['widthOf'],
      files: { ...MODULE, 'src/width.js': `export function widthOf() {\n  return ⟦1window.innerWidth;\n}\n` },
    },
  },
  {
    id: 'wrong-export',
    positive: {
      rule: 'import-mismatch',
      error: [
        'SyntaxError',
        "The requested module './money.js' does not provide an export named 'format$Fields'",
      ],
      files: {
        ...MODULE,
        'src/money.js': `export const format$Field = (value) => value + ' EUR';\n`,
        'src/line.js': `⟦1import { format$Fields } from './money.js';

export const line = (value) => '- ' + format$Fields(value);
`,
      },
      checks: `import assert from 'node:assert/strict';
import { line } from './src/line.js';
assert.equal(line(3), '- 3 EUR');
`,
    },
    lookAlike: {
      rule: null,
      error: ['ContractError', 'The module of $person 7 does not provide an export licence'],
      files: {
        ...MODULE,
        'src/licence.js': `export function check() {\n  ⟦1throw new Error('licence');\n}\n`,
      },
    },
  },
  {
    id: 'wrong-path-case',
    positive: {
      rule: 'import-mismatch',
      error: ['Error', "Cannot find module '/srv/app/src/$Item.js' imported from /srv/app/src/main.js"],
      files: {
        ...MODULE,
        'src/$item.js': `export const name = '$item';\n`,
        'src/main.js': `⟦1import { name } from './$Item.js';

export const title = () => name.toUpperCase();
`,
      },
      checks: `import assert from 'node:assert/strict';
import { title } from './src/main.js';
assert.equal(title(), '$item'.toUpperCase());
`,
    },
    lookAlike: {
      rule: 'import-mismatch',
      classification: 'action_recommended',
      place: null,
      error: ['Error', "Cannot find package 'sharp' imported from /srv/app/src/images.js"],
      files: {
        ...MODULE,
        'src/images.js': `⟦1import sharp from 'sharp';\nexport const small = (image) => sharp(image);\n`,
      },
    },
  },
  {
    id: 'negative-count',
    positive: {
      rule: 'out-of-range',
      error: ['RangeError', 'Invalid count value: -3'],
      functions: ['padded'],
      files: {
        ...MODULE,
        'src/padded.js': `export function padded($text, width) {
  return $text + ' '.⟦1repeat(width - $text.length) + '|';
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { padded } from './src/padded.js';
assert.equal(padded('ab', 4), 'ab  |');
assert.equal(padded('abcdefg', 4), 'abcdefg|');
`,
    },
    lookAlike: {
      rule: null,
      error: ['StockError', 'Invalid count: -3 of $item 12'],
      files: { ...MODULE, 'src/stock.js': `export function take() {\n  ⟦1throw new Error('count');\n}\n` },
    },
  },
  {
    id: 'date-that-is-none',
    positive: {
      rule: 'bad-date',
      error: ['RangeError', 'Invalid time value'],
      functions: ['dayOf'],
      files: {
        ...MODULE,
        'src/day.js': `export function dayOf(text) {
  if (text === '') return null;
  const date = new Date(text);
  return date.⟦1toISOString().slice(0, 10);
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { dayOf } from './src/day.js';
assert.equal(dayOf('2026-01-02T00:00:00Z'), '2026-01-02');
assert.equal(dayOf('soon'), null);
assert.equal(dayOf(''), null);
`,
    },
    lookAlike: notOurs('RangeError', 'Invalid time value'),
  },
  {
    id: 'text-as-pattern',
    positive: {
      rule: 'bad-regex',
      error: ['SyntaxError', 'Invalid regular expression: /c++/: Nothing to repeat'],
      functions: ['matching'],
      files: {
        ...MODULE,
        'src/search.js': `export function matching($list, text) {
  const pattern = ⟦1new RegExp(text, 'i');
  return $list.filter((one) => pattern.test(one.name));
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { matching } from './src/search.js';
const list = [{ name: 'C++ course' }, { name: 'Cooking' }];
assert.deepEqual(matching(list, 'c++'), [list[0]]);
assert.deepEqual(matching(list, 'coo'), [list[1]]);
`,
    },
    lookAlike: {
      rule: null,
      error: ['FormError', 'The regular expression of field 3 is invalid'],
      files: { ...MODULE, 'src/form.js': `export function check() {\n  ⟦1throw new Error('form');\n}\n` },
    },
  },
  {
    id: 'large-integer-as-json',
    positive: {
      rule: 'json-write',
      error: ['TypeError', 'Do not know how to serialize a BigInt'],
      functions: ['write$Item'],
      files: {
        ...MODULE,
        'src/write.js': `export function write$Item($item) {
  return ⟦1JSON.stringify($item);
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { write$Item } from './src/write.js';
assert.equal(write$Item({ id: 1, name: 'a' }), '{"id":1,"name":"a"}');
assert.equal(write$Item({ id: 12345678901234567890n }), '{"id":"12345678901234567890"}');
`,
    },
    lookAlike: {
      rule: 'json-write',
      error: ['TypeError', 'Converting circular structure to JSON'],
      functions: ['log$Item'],
      files: {
        ...MODULE,
        'src/log.js': `export function log$Item(socket) {\n  console.log(⟦1JSON.stringify(socket, null, 2));\n}\n`,
      },
    },
  },
];
