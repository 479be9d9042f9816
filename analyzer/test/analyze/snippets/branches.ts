import type { Snippet } from '../snippet.ts';

/** Values that only some ways come through, and what is read from them afterwards. */
export const BRANCHES: readonly Snippet[] = [
  {
    name: 'one branch of a value finds nothing: the function leaves when nothing came of it',
    files: {
      'package.json': '{ "type": "module", "engines": { "node": ">=8" } }',
      'src/note.js': `export function note(entry, out) {
  var text = entry.parts.length === 1 ? entry.parts[0].find(function (part) { return part.main; }).text : entry.text;
  out.push(text.trim());
  return out;
}
`,
    },
    entry: 'src/note.js',
    run: 'm.note({ parts: [[]] }, [])',
    rule: 'nullish-access',
    template: 'nullish/read-then-leave',
    patched: [
      ["m.note({ parts: [], text: ' a ' }, [])", ['a']],
      ["m.note({ parts: [[{ main: true, text: ' b ' }]] }, [])", ['b']],
    ],
  },
  {
    name: 'reading through what is missing is no cure where the result is read from below',
    files: {
      'package.json': '{ "type": "module", "engines": { "node": ">=18" } }',
      'src/uses.js': `export function isUsed(node, names) {
  const references = node.value.references;
  return references.some((one) => names.includes(one));
}
`,
    },
    entry: 'src/uses.js',
    run: "m.isUsed({ value: null }, ['a'])",
    rule: 'nullish-access',
    template: 'nullish/return-early',
    patched: [
      ["m.isUsed({ value: null }, ['a'])", false],
      ["m.isUsed({ value: { references: ['a'] } }, ['a'])", true],
    ],
  },
  {
    name: 'a part of what a call gives gets a name, so that it can be checked',
    files: {
      'src/report.js': `export function report(names, groups, out) {
  for (const name of names) {
    out.push({ name, label: groups.filter((group) => group.has(name))[0].label });
  }
  return out;
}
`,
    },
    entry: 'src/report.js',
    run: "m.report(['a'], [], [])",
    rule: 'nullish-access',
    judge: 'nullish/name-and-guard',
    patched: [
      ["m.report(['a'], [], [])", []],
      ["m.report(['a'], [Object.assign(new Set(['a']), { label: 'x' })], [])", [{ name: 'a', label: 'x' }]],
    ],
  },
  {
    name: 'the check above reads from a part that can be missing, too',
    files: {
      'src/bind.js': `export function bind(node, out) {
  if (node.value.kind !== 'expression') return out;
  if (node.value.expression.type === 'text') {
    out.push(node.value.expression.type);
  }
  return out;
}
`,
    },
    entry: 'src/bind.js',
    run: "m.bind({ value: { kind: 'expression', expression: null } }, [])",
    rule: 'nullish-access',
    judge: 'nullish/extend-whole-exit',
    contains: "if (!node.value || node.value.kind !== 'expression' || !node.value.expression) return out;",
    patched: [
      ['m.bind({ value: null }, [])', []],
      ["m.bind({ value: { kind: 'expression', expression: { type: 'text' } } }, [])", ['text']],
    ],
  },
  {
    name: 'a function that gives what it collected gives it when it leaves early',
    files: {
      'src/collect.js': `export function collect(entry) {
  const found = [];
  found.push(entry.id);
  const inner = entry.owner.name;
  found.push(inner);
  found.push(inner.length);
  return found;
}
`,
    },
    entry: 'src/collect.js',
    run: 'm.collect({ id: 1 })',
    rule: 'nullish-access',
    judge: 'nullish/return-early',
    contains: 'return found;\n  const inner',
    patched: [
      ['m.collect({ id: 1 })', [1]],
      ["m.collect({ id: 1, owner: { name: 'ab' } })", [1, 'ab', 2]],
    ],
  },
  {
    name: 'a call is made once where its result is read through',
    files: {
      'package.json': '{ "type": "module", "engines": { "node": ">=8" } }',
      'src/title.js': `export function title(rows, id, out) {
  out.push({ id: id, label: rows.find(function (row) { return row.id === id; }).label });
  return out.length;
}
`,
    },
    entry: 'src/title.js',
    run: 'm.title([], 1, [])',
    rule: 'nullish-access',
    judge: 'nullish/optional-chain',
    contains: '}) || {}).label });',
    patched: [
      ['m.title([], 1, [])', 1],
      [
        "(() => { const out = []; m.title([{ id: 1, label: 'a' }], 1, out); return out; })()",
        [{ id: 1, label: 'a' }],
      ],
    ],
  },
  {
    name: 'a statement of several lines is done only with the value, and the rest follows',
    files: {
      'src/lines.js': `export function lines(entry, out) {
  out.push(
    entry.owner.name,
    entry.id,
  );
  out.push('end');
  return out;
}
`,
    },
    entry: 'src/lines.js',
    run: 'm.lines({ id: 1 }, [])',
    rule: 'nullish-access',
    judge: 'nullish/wrap-statement',
    contains: '  if (entry.owner) {\n    out.push(\n      entry.owner.name,\n      entry.id,\n    );\n  }',
    patched: [
      ['m.lines({ id: 1 }, [])', ['end']],
      ["m.lines({ id: 1, owner: { name: 'a' } }, [])", ['a', 1, 'end']],
    ],
  },
];
