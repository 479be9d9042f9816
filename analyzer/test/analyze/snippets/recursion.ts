import type { Snippet } from '../snippet.ts';

/** Functions that never come to an end. */
export const RECURSION: readonly Snippet[] = [
  {
    name: 'a walk over references that lead back remembers what it visited',
    files: {
      'src/walk.js': `export function mark(part, found) {
  found.push(part.name);
  part.links.forEach((link) => {
    mark(link, found);
  });
}

export function marked(part) {
  const found = [];
  mark(part, found);
  return found;
}
`,
    },
    entry: 'src/walk.js',
    run: "(() => { const a = { name: 'a', links: [] }; const b = { name: 'b', links: [a] }; a.links.push(b); return m.marked(a); })()",
    rule: 'stack-overflow',
    template: 'stack-overflow/visited',
    patched: [
      [
        "(() => { const a = { name: 'a', links: [] }; const b = { name: 'b', links: [a] }; a.links.push(b); return m.marked(a); })()",
        ['a', 'b'],
      ],
      ["m.marked({ name: 'a', links: [{ name: 'b', links: [] }] })", ['a', 'b']],
    ],
  },
  {
    name: 'a callback that is the function itself becomes a call, because lists hand positions on',
    files: {
      'src/sweep.js': `const swept = [];

function sweep(room) {
  swept.push(room.name);
  room.doors.forEach(sweep);
}

export function sweepAll(rooms) {
  rooms.forEach(sweep);
  return swept.splice(0);
}
`,
    },
    entry: 'src/sweep.js',
    run: "(() => { const a = { name: 'a', doors: [] }; a.doors.push(a); return m.sweepAll([a]); })()",
    rule: 'stack-overflow',
    template: 'stack-overflow/visited',
    patched: [
      ["(() => { const a = { name: 'a', doors: [] }; a.doors.push(a); return m.sweepAll([a]); })()", ['a']],
      [
        "(() => { const b = { name: 'b', doors: [] }; return m.sweepAll([{ name: 'a', doors: [b] }, b]); })()",
        ['a', 'b', 'b'],
      ],
    ],
  },
  {
    name: 'a result that counts is cut at a circle alone: what is shared still counts twice',
    files: {
      'src/size.js': `export function size(box) {
  return box.inside.reduce((sum, inner) => sum + size(inner), 1);
}
`,
    },
    entry: 'src/size.js',
    run: '(() => { const a = { inside: [] }; a.inside.push({ inside: [a] }); return m.size(a); })()',
    rule: 'stack-overflow',
    noCandidates: true,
  },
  {
    name: 'the depth of a chain that leads back ends where it began',
    files: {
      'src/depth.js': `export function depth(entry) {
  if (!entry.parent) return 0;
  return 1 + depth(entry.parent);
}
`,
    },
    entry: 'src/depth.js',
    run: '(() => { const a = {}; a.parent = { parent: a }; return m.depth(a); })()',
    rule: 'stack-overflow',
    template: 'stack-overflow/visited',
    patched: [
      ['(() => { const a = {}; a.parent = { parent: a }; return m.depth(a); })()', 2],
      ['m.depth({ parent: { parent: {} } })', 2],
    ],
  },
  {
    name: 'elements of a list that lead back are gone into once',
    files: {
      'src/collect.js': `export function collect(names, steps) {
  for (const step of steps) {
    if (step.open) {
      collect(
        names,
        step.before,
      );
      continue;
    }
    names.push(step.name);
  }
  return names;
}
`,
    },
    entry: 'src/collect.js',
    run: "(() => { const a = { open: true, before: [{ name: 'x' }] }; a.before.push(a); return m.collect([], [a]); })()",
    rule: 'stack-overflow',
    template: 'stack-overflow/visited',
    patched: [
      [
        "(() => { const a = { open: true, before: [{ name: 'x' }] }; a.before.push(a); return m.collect([], [a]); })()",
        ['x'],
      ],
      ["m.collect([], [{ name: 'x' }, { name: 'x' }])", ['x', 'x']],
    ],
  },
  {
    name: 'a missing end of a count is not a matter of what was visited',
    files: {
      'src/fib.js': `export function fib(n) {
  return fib(n - 1) + fib(n - 2);
}
`,
    },
    entry: 'src/fib.js',
    run: 'm.fib(3)',
    rule: 'stack-overflow',
    noCandidates: true,
  },
];
