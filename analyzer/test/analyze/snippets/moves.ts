import type { Snippet } from '../snippet.ts';

/** Ways to mend a missing value beside a guard where it is read. */
export const MOVES: readonly Snippet[] = [
  {
    name: 'a search that goes up from a value can end at it',
    files: {
      'src/top.js': `function topGroup(group, stop) {
  let found = null;
  while (group && group !== stop) {
    found = group;
    group = group.parent;
  }
  return found;
}

export function title(group, stop) {
  return topGroup(group, stop).name.toUpperCase();
}
`,
    },
    entry: 'src/top.js',
    run: "(() => { const a = { name: 'a' }; return m.title(a, a); })()",
    rule: 'nullish-access',
    judge: 'nullish/call-argument',
    patched: [
      ["(() => { const a = { name: 'a' }; return m.title(a, a); })()", 'A'],
      ["m.title({ name: 'a', parent: { name: 'b' } }, null)", 'B'],
    ],
  },
  {
    name: 'the owner of a group is no group',
    files: {
      'src/owner.js': `const owners = new Map();

function ownerOf(group) {
  return owners.get(group.id);
}

export function title(group) {
  return ownerOf(group).name;
}
`,
    },
    entry: 'src/owner.js',
    run: 'm.title({ id: 1 })',
    rule: 'nullish-access',
    without: ['nullish/call-argument', 'nullish/call-default'],
  },
  {
    name: 'a file without optional chaining reads from an empty list',
    files: {
      'package.json': '{"type":"commonjs"}',
      'src/version.js': `exports.major = function (text) {
  var major = text.match(/^v(\\d+)/)[1];
  return major || '0';
};
`,
    },
    entry: 'src/version.js',
    run: "m.major('latest')",
    rule: 'nullish-access',
    judge: 'nullish/call-default',
    contains: '(text.match(/^v(\\d+)/) || [])[1]',
    patched: [
      ["m.major('latest')", '0'],
      ["m.major('v12')", '12'],
    ],
  },
  {
    name: 'a lookup of an object has no empty one to read from',
    files: {
      'package.json': '{"type":"commonjs"}',
      'src/rank.js': `var ranks = { gold: { points: 9 } };
function rankOf(name) {
  return ranks[name];
}
exports.points = function (name) {
  var points = rankOf(name).points;
  return points || 0;
};
`,
    },
    entry: 'src/rank.js',
    run: "m.points('none')",
    rule: 'nullish-access',
    without: ['nullish/call-default'],
  },
  {
    name: 'elements without the part take no part',
    files: {
      'src/names.js': `export function names(rows) {
  return rows.map((row) => {
    const label = row.user.name;
    return label + '!';
  });
}
`,
    },
    entry: 'src/names.js',
    run: "m.names([{ user: { name: 'a' } }, {}])",
    rule: 'nullish-access',
    judge: 'nullish/skip-elements',
    patched: [["m.names([{ user: { name: 'a' } }, {}])", ['a!']]],
  },
  {
    name: 'a filter leaves elements out by itself',
    files: {
      'src/old.js': `export const old = (rows) => rows.filter((row) => row.user.age > 60);
`,
    },
    entry: 'src/old.js',
    run: 'm.old([{}])',
    rule: 'nullish-access',
    without: ['nullish/skip-elements'],
  },
  {
    name: 'a callback of reduce gives on what it was given',
    files: {
      'src/total.js': `export function total(rows) {
  return rows.reduce((sum, row) => {
    const price = row.price;
    return sum + price.amount + price.tax;
  }, 0);
}
`,
    },
    entry: 'src/total.js',
    run: 'm.total([{}])',
    rule: 'nullish-access',
    judge: 'nullish/return-early',
    patched: [['m.total([{ price: { amount: 1, tax: 2 } }, {}, { price: { amount: 4, tax: 0 } }])', 7]],
  },
  {
    name: 'a case is left, and what follows the switch is still done',
    files: {
      'src/kind.js': `export function describe(thing) {
  let text = thing.kind;
  switch (thing.kind) {
    case 'car':
      text += ' of ';
      text += thing.maker.name;
      break;
    default:
      text += '?';
  }
  return text;
}
`,
    },
    entry: 'src/kind.js',
    run: "m.describe({ kind: 'car' })",
    rule: 'nullish-access',
    judge: 'nullish/break-case',
    patched: [
      ["m.describe({ kind: 'car' })", 'car of '],
      ["m.describe({ kind: 'car', maker: { name: 'X' } })", 'car of X'],
    ],
  },
  {
    name: 'a switch at the end of its function is left by returning',
    files: {
      'src/kind.js': `export function describe(thing, texts) {
  switch (thing.kind) {
    case 'car':
      texts.push(thing.maker.name);
      break;
    default:
      texts.push('?');
  }
}
`,
    },
    entry: 'src/kind.js',
    run: "m.describe({ kind: 'car' }, [])",
    rule: 'nullish-access',
    without: ['nullish/break-case'],
  },
  {
    name: 'the rest of a function goes on without the value, at each of its uses',
    files: {
      'src/card.js': `export function card(user) {
  const lines = [];
  lines.push(user.address.city);
  lines.push(user.name);
  if (user.address.zip) lines.push('zip');
  if (user.address && user.address.floor) lines.push('floor');
  return lines.length;
}
`,
    },
    entry: 'src/card.js',
    run: "m.card({ name: 'a' })",
    rule: 'nullish-access',
    judge: 'nullish/every-use',
    contains: 'if (user.address && user.address.floor)',
    patched: [
      ["m.card({ name: 'a' })", 2],
      ["m.card({ name: 'a', address: { city: 'x', zip: 1 } })", 3],
    ],
  },
  {
    name: 'the same part is read without a check elsewhere in the file',
    files: {
      'src/parts.js': `export function first(order) {
  return order.lines[1].name;
}

export function second(cart) {
  return cart.lines[1].price;
}

export function third(cart) {
  return cart.lines[1] ? cart.lines[1].price : 0;
}
`,
    },
    entry: 'src/parts.js',
    run: 'm.first({ lines: [] })',
    rule: 'nullish-access',
    judge: 'nullish/same-reads',
    contains: 'return cart.lines[1] ? cart.lines[1].price : 0;',
    patched: [
      ['m.first({ lines: [] }) === undefined && m.second({ lines: [] }) === undefined', true],
      ['m.second({ lines: [0, { price: 2 }] })', 2],
    ],
  },
  {
    name: 'left-out options are no options',
    files: {
      'src/run.js': `export function run(options) {
  const times = options.times || 1;
  return options.loud ? times * 2 : times;
}
`,
    },
    entry: 'src/run.js',
    run: 'm.run()',
    rule: 'nullish-access',
    template: 'nullish/options-default',
    patched: [
      ['m.run()', 1],
      ['m.run({ times: 3, loud: true })', 6],
    ],
  },
  {
    name: 'options whose parts are called are needed',
    files: {
      'src/run.js': `export function run(options) {
  options.start();
  return options.times;
}
`,
    },
    entry: 'src/run.js',
    run: 'm.run()',
    rule: 'nullish-access',
    without: ['nullish/options-default'],
  },
  {
    name: 'each step of a chain is checked',
    files: {
      'src/city.js': `export function isHome(user, name) {
  if (user.address.city.name === name) {
    return true;
  }
  return false;
}
`,
    },
    entry: 'src/city.js',
    run: "m.isHome({}, 'x')",
    rule: 'nullish-access',
    judge: 'nullish/whole-chain',
    patched: [
      ["m.isHome({}, 'x')", false],
      ["m.isHome({ address: {} }, 'x')", false],
      ["m.isHome({ address: { city: { name: 'x' } } }, 'x')", true],
    ],
  },
  {
    name: 'a list that is not there is empty, too',
    files: {
      'src/state.js': `export function state(cart) {
  if (!cart.lines.length) {
    cart.note = 'empty';
  }
  return cart.note;
}
`,
    },
    entry: 'src/state.js',
    run: 'm.state({})',
    rule: 'nullish-access',
    template: 'nullish/guard-condition',
    patched: [
      ['m.state({})', 'empty'],
      ["m.state({ lines: [1], note: 'x' })", 'x'],
    ],
  },
  {
    name: 'the branch of a choice that needs the value is taken only with it',
    files: {
      'src/label.js': `export function label(entry) {
  return entry.named ? entry.owner.name + '!' : 'nobody';
}
`,
    },
    entry: 'src/label.js',
    run: 'm.label({ named: true })',
    rule: 'nullish-access',
    judge: 'nullish/enclosing-guard',
    patched: [
      ['m.label({ named: true })', 'nobody'],
      ["m.label({ named: true, owner: { name: 'a' } })", 'a!'],
    ],
  },
  {
    name: 'a branch that sets the value itself cannot ask for it before',
    files: {
      'src/branch.js': `export function first(list, wanted) {
  let found;
  if (wanted) {
    found = list[0];
    return found.name;
  }
  return found;
}
`,
    },
    entry: 'src/branch.js',
    run: 'm.first([], true)',
    rule: 'nullish-access',
    without: ['nullish/enclosing-guard'],
  },
  {
    name: 'the check above asks about the object the value was taken from',
    files: {
      'src/keys.js': `export function quoted(entry) {
  const key = entry.key;

  if (entry.hidden) {
    return false;
  }

  const parts = [];
  parts.push(entry.id);
  if (key.text === 'x') {
    return true;
  }
  return parts.length > 4;
}
`,
    },
    entry: 'src/keys.js',
    run: 'm.quoted({})',
    rule: 'nullish-access',
    judge: 'nullish/extend-exit',
    contains: 'if (entry.hidden || !key) {',
    patched: [
      ['m.quoted({})', false],
      ["m.quoted({ key: { text: 'x' } })", true],
    ],
  },
  {
    name: 'a value is cleared after its last use',
    files: {
      'src/finish.js': `export function finish(state, log) {
  state.current = null;
  log.push('done ' + state.current.id);
  return log;
}
`,
    },
    entry: 'src/finish.js',
    run: 'm.finish({ current: { id: 1 } }, [])',
    rule: 'nullish-access',
    template: 'nullish/clear-afterwards',
    patched: [
      ['m.finish({ current: { id: 1 } }, [])', ['done 1']],
      [
        '(() => { const state = { current: { id: 1 } }; m.finish(state, []); return state; })()',
        { current: null },
      ],
    ],
  },
];
