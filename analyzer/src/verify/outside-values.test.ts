import type { Verdict } from '@bugsage/core';
import { describe, expect, test } from 'vitest';
import { testSandbox, verifyFixture, type Fixture, type Replacement } from './testing/fixture.ts';

const sandbox = await testSandbox();
const MODULE = '{ "type": "module" }';

type OutsideCase = {
  readonly name: string;
  readonly fixture: Fixture;
  readonly change: Replacement;
  readonly verdict: Verdict;
  readonly reason?: RegExp;
};

const feed: Fixture = {
  files: {
    'package.json': MODULE,
    'feed.js': `export const feed = async (city) => {
  const answer = await fetch('/weather/' + city);
  return answer.json();
};
`,
  },
  error: { type: 'SyntaxError', value: `Unexpected token '<', "<html><hea"... is not valid JSON` },
  frames: [['feed.js', 'answer.json()']],
};

const drafts: Fixture = {
  files: {
    'package.json': MODULE,
    'drafts.js': `export class Drafts {
  constructor(box) {
    this.box = box;
  }

  titles(owner) {
    const raw = this.box.getItem(owner);
    if (!raw) return [];
    return JSON.parse(raw).map((draft) => draft.title);
  }
}
`,
  },
  error: { type: 'SyntaxError', value: 'Unexpected token c in JSON at position 0' },
  frames: [['drafts.js', 'JSON.parse']],
};

const words: Fixture = {
  files: {
    'package.json': '{}',
    'words.js': `exports.countOf = function countOf(text, word) {
  const found = text.match(new RegExp(word, 'g'));
  return found === null ? 0 : found.length;
};
`,
  },
  error: { type: 'SyntaxError', value: 'Invalid regular expression: /(/: Unterminated group' },
  frames: [['words.js', 'new RegExp']],
};

const ledger: Fixture = {
  files: {
    'package.json': MODULE,
    'ledger.ts': `export function exported(account: { balance: number | bigint }): string {
  return JSON.stringify({ balance: account.balance });
}
`,
  },
  error: { type: 'TypeError', value: 'Do not know how to serialize a BigInt' },
  frames: [['ledger.ts', 'JSON.stringify']],
};

const upload: Fixture = {
  files: {
    'package.json': MODULE,
    'upload.js': `export function upload(request, reply) {
  const { size } = request.body;
  if (size > 50) {
    reply.writeHead(413);
    reply.end('too large');
  }
  reply.setHeader('location', '/files');
  reply.end('stored');
}
`,
  },
  error: { type: 'Error', value: 'Cannot set headers after they are sent to the client' },
  frames: [['upload.js', "setHeader('location'"]],
};

const late: Fixture = {
  files: {
    'package.json': MODULE,
    'late.js': `export function save(request, res) {
  res.json({ stored: true });
  if (request.query.strict) {
    res.status(409).json({ stored: false });
  }
}
`,
  },
  error: { type: 'Error', value: 'Cannot set headers after they are sent to the client' },
  frames: [['late.js', 'status(409)']],
};

const members: Fixture = {
  files: {
    'package.json': MODULE,
    'members.js': `export async function adults(club) {
  const people = await club.people();
  return people.filter((one) => one.age > 17).map((one) => one.name);
}

export async function size(club) {
  return (await club.people()).entries.length;
}
`,
  },
  error: { type: 'TypeError', value: 'people.filter is not a function' },
  frames: [['members.js', 'people.filter']],
};

const route: Fixture = {
  files: {
    'package.json': MODULE,
    'units.js': `export const toMiles = (kilometers) => kilometers / 1.6;\n`,
    'route.js': `import { toMile } from './units.js';\n\nexport const route = (length) => toMile(length) + ' mi';\n`,
  },
  error: {
    type: 'SyntaxError',
    value: "The requested module './units.js' does not provide an export named 'toMile'",
  },
  frames: [['route.js', 'import']],
};

const plain: Fixture = {
  files: {
    'package.json': '{}',
    'Colours.js': `exports.red = '#f00';\n`,
    'theme.js': `const { red } = require('./colours');\n\nexports.theme = () => ({ red });\n`,
  },
  error: { type: 'Error', value: "Cannot find module './colours'\nRequire stack:\n- /srv/theme.js" },
  frames: [['theme.js', 'require']],
};

const label: Fixture = {
  files: {
    'package.json': MODULE,
    'upper.js': `export const upper = (text) => text.trim().toUpperCase();\n`,
    'label.js': `export function label(box) {\n  return box.weight + ' kg ' + upper(box.goal.city);\n}\n`,
  },
  error: { type: 'ReferenceError', value: 'upper is not defined' },
  frames: [['label.js', 'upper(box']],
};

const cases: OutsideCase[] = [
  {
    name: 'an answer whose body is handed on unread, refused with its status',
    fixture: feed,
    change: {
      path: 'feed.js',
      find: '  return answer',
      replace:
        "  if (!answer.ok) throw new Error('The weather failed with ' + answer.status);\n  return answer",
    },
    verdict: 'verified',
  },
  {
    name: 'an answer whose body is handed on unread, taken for nothing',
    fixture: feed,
    change: {
      path: 'feed.js',
      find: '  return answer',
      replace: '  if (!answer.ok) return null;\n  return answer',
    },
    verdict: 'plausible',
  },
  {
    name: 'a stored text that is damaged, with the list of the neighbour',
    fixture: drafts,
    change: {
      path: 'drafts.js',
      find: 'if (!raw) return',
      replace: "if (!raw || !raw.startsWith('[')) return",
    },
    verdict: 'verified',
  },
  {
    name: 'a stored text that is damaged, with something of another kind',
    fixture: drafts,
    change: {
      path: 'drafts.js',
      find: '    return JSON',
      replace: "    if (raw[0] === 'c') return null;\n    return JSON",
    },
    verdict: 'plausible',
  },
  {
    name: 'a text used as a pattern, with its characters escaped',
    fixture: words,
    change: {
      path: 'words.js',
      find: 'RegExp(word,',
      replace: String.raw`RegExp(word.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&'),`,
    },
    verdict: 'plausible',
    reason: /nothing in the repository shows/,
  },
  {
    name: 'a large integer, written as text',
    fixture: ledger,
    change: { path: 'ledger.ts', find: 'account.balance })', replace: 'String(account.balance) })' },
    verdict: 'refuted',
    reason: /worked before and changes/,
  },
  {
    name: 'a large integer, written as text where it is one',
    fixture: ledger,
    change: {
      path: 'ledger.ts',
      find: '{ balance: account.balance }',
      replace:
        "{ balance: account.balance }, (_key, value) => (typeof value === 'bigint' ? String(value) : value)",
    },
    verdict: 'plausible',
    reason: /nothing in the repository shows/,
  },
  {
    name: 'a second answer, left after the first',
    fixture: upload,
    change: { path: 'upload.js', find: "'too large');", replace: "'too large');\n    return;" },
    verdict: 'verified',
    reason: /1 working calls|2 working calls/,
  },
  {
    name: 'a second answer, when the first was not sent',
    fixture: upload,
    change: { path: 'upload.js', find: "    reply.end('too large');\n", replace: '    return;\n' },
    verdict: 'plausible',
    reason: /no longer done/,
  },
  {
    name: 'a second answer that is asked for',
    fixture: upload,
    change: {
      path: 'upload.js',
      find: "  reply.setHeader('l",
      replace: "  if (reply.headersSent) return;\n  reply.setHeader('l",
    },
    verdict: 'plausible',
    reason: /asks whether an answer was sent/,
  },
  {
    name: 'an answer given too early, and left there',
    fixture: late,
    change: { path: 'late.js', find: 'stored: true });', replace: 'stored: true });\n  return;' },
    verdict: 'plausible',
    reason: /no call that worked before/,
  },
  {
    name: 'an answer that holds the list, taken out of it',
    fixture: members,
    change: { path: 'members.js', find: 'people.filter', replace: 'people.entries.filter' },
    verdict: 'verified',
  },
  {
    name: 'an answer that holds the list, taken for an empty one',
    fixture: members,
    change: { path: 'members.js', find: 'people.filter', replace: '(people.filter ? people : []).filter' },
    verdict: 'plausible',
  },
  {
    name: 'an import of a name that is none, corrected',
    fixture: route,
    change: { path: 'route.js', find: '{ toMile }', replace: '{ toMiles as toMile }' },
    verdict: 'plausible',
    reason: /error is gone/,
  },
  {
    name: 'an import of a name that is none, as another one that is none',
    fixture: route,
    change: { path: 'route.js', find: '{ toMile }', replace: '{ miles as toMile }' },
    verdict: 'refuted',
  },
  {
    name: 'a file that is spelled otherwise',
    fixture: plain,
    change: { path: 'theme.js', find: './colours', replace: './Colours' },
    verdict: 'plausible',
    reason: /error is gone/,
  },
  {
    name: 'a name that is nowhere, and values that only its use asks for',
    fixture: label,
    change: {
      path: 'label.js',
      find: 'export function',
      replace: "import { upper } from './upper.js';\n\nexport function",
    },
    verdict: 'plausible',
    reason: /error is gone/,
  },
];

describe.skipIf(sandbox.kind === 'none')('values that come from outside', () => {
  test.each(cases)('$name', async ({ fixture, change, verdict, reason }) => {
    const { verification } = await verifyFixture(fixture, sandbox, change);
    expect(verification).toMatchObject({ verdict });
    expect(verification.reproduction).toBe('generated_call');
    if (reason !== undefined) expect(verification.reason).toMatch(reason);
  });
});
