import type { Snippet } from '../snippet.ts';

/** Conditions that read a missing value: which ones are guarded, and what they say without it. */
export const CONDITIONS: readonly Snippet[] = [
  {
    name: 'every condition that reads the value without a check gets one',
    files: {
      'src/state.js': `export function stateOf(used, property, found, out) {
  if (used) {
    if (!property) {
      out.push('missing');
    } else if (found.value !== true) {
      out.push('wrong');
    }
  } else if (property && found.value === true) {
    out.push('needless');
  }
  return out;
}
`,
    },
    entry: 'src/state.js',
    run: "m.stateOf(true, 'p', null, [])",
    rule: 'nullish-access',
    template: 'nullish/guard-every-condition',
    patched: [
      ["m.stateOf(true, 'p', null, [])", []],
      ["m.stateOf(false, 'p', null, [])", []],
      ["m.stateOf(true, 'p', { value: 1 }, [])", ['wrong']],
      ["m.stateOf(false, 'p', { value: true }, [])", ['needless']],
    ],
  },
  {
    name: 'a guard before the whole chain of conditions',
    files: {
      'src/kind.js': `export function kindOf(entry, out) {
  if (entry.hidden) {
    out.push('hidden');
  } else if (out.push(entry.owner.name) > 1) {
    out.push('more');
  }
  return out;
}
`,
    },
    entry: 'src/kind.js',
    run: 'm.kindOf({}, [])',
    rule: 'nullish-access',
    judge: 'nullish/return-before-chain',
    patched: [
      ['m.kindOf({}, [])', []],
      ["m.kindOf({ owner: { name: 'a' } }, [])", ['a']],
    ],
  },
  {
    name: 'a loop that runs out of values ends, and so does what follows it',
    files: {
      'src/section.js': `export function sectionOf(entry) {
  while (entry.kind !== 'section') entry = entry.parent;
  return entry.title.trim();
}
`,
    },
    entry: 'src/section.js',
    run: "m.sectionOf({ kind: 'text', parent: null })",
    rule: 'nullish-access',
    template: 'nullish/loop-and-leave',
    patched: [
      ["m.sectionOf({ kind: 'text', parent: null })", ''],
      ["m.sectionOf({ kind: 'text', parent: { kind: 'section', title: ' a ' } })", 'a'],
    ],
  },
  {
    name: 'an element that is not there does not stand against the rest',
    files: {
      'src/same.js': `export function isSame(list) {
  return list.every(function (one) { return one.kind === 'a'; });
}
`,
    },
    entry: 'src/same.js',
    run: "m.isSame([{ kind: 'a' }, null])",
    rule: 'nullish-access',
    judge: 'nullish/guard-of-every',
    patched: [
      ["m.isSame([{ kind: 'a' }, null])", true],
      ["m.isSame([{ kind: 'b' }, null])", false],
    ],
  },
  {
    name: 'nothing is made of a value that is not there',
    files: {
      'src/label.js': `const format = (name) => name.trim();

export function label(user) {
  const team = format(user.team.name);
  return { id: user.id, team };
}
`,
    },
    entry: 'src/label.js',
    run: 'm.label({ id: 1 })',
    rule: 'nullish-access',
    judge: 'nullish/guard-value',
    contains: 'const team = user.team && format(user.team.name);',
    patched: [
      ['m.label({ id: 1 })', { id: 1 }],
      ["m.label({ id: 1, team: { name: ' a ' } })", { id: 1, team: 'a' }],
    ],
  },
  {
    name: 'nor does a short function give anything then',
    files: {
      'src/names.js': `const format = (name) => name.trim();

export const names = (users) => users.map((user) => format(user.team.name));
`,
    },
    entry: 'src/names.js',
    run: 'm.names([{}])',
    rule: 'nullish-access',
    judge: 'nullish/guard-value',
    patched: [
      ['m.names([{}]).length', 1],
      ["m.names([{ team: { name: ' a ' } }])", ['a']],
    ],
  },
];
