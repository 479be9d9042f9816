import type { Snippet } from '../snippet.ts';

/** Values that are there and of another kind. */
export const KINDS: readonly Snippet[] = [
  {
    name: 'a left-out callback of a file that does not know optional calls',
    files: {
      'package.json': '{"type":"commonjs"}',
      'src/save.js': `exports.save = function (rows, done) {
  var count = rows.length;
  done(count);
  return count;
};
`,
    },
    entry: 'src/save.js',
    run: 'm.save([1])',
    rule: 'not-a-function',
    template: 'not-a-function/optional-call',
    contains: 'if (done) done(count);',
    patched: [
      ['m.save([1])', 1],
      ['(() => { let seen = 0; m.save([1, 2], (count) => { seen = count; }); return seen; })()', 2],
    ],
  },
  {
    name: 'something else than a list is left with what the function gives for nothing',
    files: {
      'src/ids.js': `export function ids(answer) {
  if (!answer) return [];
  const rows = answer.rows;
  const found = rows.map((row) => row.id);
  return found.sort();
}
`,
    },
    entry: 'src/ids.js',
    run: 'm.ids({ rows: { a: 1 } })',
    rule: 'not-a-function',
    judge: 'not-a-function/return-early',
    contains: 'if (!Array.isArray(rows)) return [];',
    patched: [
      ['m.ids({ rows: { a: 1 } })', []],
      ['m.ids({ rows: [{ id: 2 }, { id: 1 }] })', [1, 2]],
    ],
  },
  {
    name: 'something else than a text is left alone',
    files: {
      'src/tidy.js': `export function tidy(entry) {
  const value = entry.value;
  entry.value = value.trim();
  return entry;
}
`,
    },
    entry: 'src/tidy.js',
    run: 'm.tidy({ value: 4 })',
    rule: 'not-a-function',
    judge: 'not-a-function/return-early',
    contains: "if (typeof value !== 'string') return",
  },
  {
    name: 'a call behind a condition is not left before it',
    files: {
      'src/tidy.js': `export function tidy(entry) {
  const value = entry.value;
  const text = entry.isText && value.trim();
  return text || '?';
}
`,
    },
    entry: 'src/tidy.js',
    run: 'm.tidy({ value: 4, isText: true })',
    rule: 'not-a-function',
    without: ['not-a-function/return-early'],
  },
  {
    name: 'a check above is no place for what is only read behind a test',
    files: {
      'package.json': '{"type":"commonjs"}',
      'src/call.js': `exports.isMine = function (entry, name) {
  if (!entry) {
    return false;
  }
  return entry.kind === 'call' && entry.target.owner.name === name;
};
`,
    },
    entry: 'src/call.js',
    run: "m.isMine({ kind: 'call', target: {} }, 'x')",
    rule: 'nullish-access',
    at: ['src/call.js', "return entry.kind === 'call' && entry.target.owner.name === name;"],
    template: 'nullish/optional-chain',
    patched: [
      ["m.isMine({ kind: 'call', target: {} }, 'x')", false],
      ["m.isMine({ kind: 'other' }, 'x')", false],
    ],
  },
];
