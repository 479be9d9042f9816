import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testSandbox, verifyFixture, type Fixture } from './testing/fixture.ts';
import { hasPython } from './testing/has-python.ts';

const sandbox = await testSandbox();
const isPython = await hasPython(sandbox, 'PYTHON REPLAY TESTS');

type Case = {
  readonly name: string;
  readonly text: string;
  readonly error: readonly [type: string, value: string];
  readonly at: string;
  readonly find: string;
  readonly replace: string;
  readonly verdict: 'verified' | 'plausible' | 'refuted';
  readonly reason: RegExp;
};

const NAMES = `class Row:
    def __init__(self, name):
        self.name = name


def find(rows, key):
    return rows.get(key)


def name_of(rows, key):
    if not key:
        return ""
    row = find(rows, key)
    return row.name.upper()
`;
const NONE = ['AttributeError', "'NoneType' object has no attribute 'name'"] as const;
const TOTAL = `def label(item):
    return str(item.get("discount", 0)) + " off"


def total(item):
    return item["price"] - item["discount"]
`;
const LINES = `def amounts(order):
    return [line["amount"] for line in order["lines"]]
`;

const CASES: Case[] = [
  {
    name: 'a lookup that finds nothing, as the function answers no key',
    text: NAMES,
    error: NONE,
    at: 'row.name.upper',
    find: '    return row.name',
    replace: '    if row is None:\n        return ""\n    return row.name',
    verdict: 'verified',
    reason: /fails without the change and ends well with it/,
  },
  {
    name: 'the same with an answer nobody gives',
    text: NAMES,
    error: NONE,
    at: 'row.name.upper',
    find: '    return row.name',
    replace: '    if row is None:\n        return "UNKNOWN"\n    return row.name',
    verdict: 'plausible',
    reason: /nothing in the repository shows that "UNKNOWN" is the right result/,
  },
  {
    name: 'the same with the missing value in the text',
    text: NAMES,
    error: NONE,
    at: 'row.name.upper',
    find: 'row.name.upper()',
    replace: 'str(row and row.name)',
    verdict: 'refuted',
    reason: /worked before changes|carries a missing value/,
  },
  {
    name: 'the same, caught',
    text: NAMES,
    error: NONE,
    at: 'row.name.upper',
    find: '    return row.name.upper()',
    replace: '    try:\n        return row.name.upper()\n    except AttributeError:\n        return ""',
    verdict: 'plausible',
    reason: /catches the error/,
  },
  {
    name: 'a key with the default the file takes elsewhere',
    text: TOTAL,
    error: ['KeyError', "'discount'"],
    at: 'item["price"] -',
    find: 'item["discount"]',
    replace: 'item.get("discount", 0)',
    verdict: 'verified',
    reason: /working calls behave as before/,
  },
  {
    name: 'a key with another default',
    text: TOTAL,
    error: ['KeyError', "'discount'"],
    at: 'item["price"] -',
    find: 'item["discount"]',
    replace: 'item.get("discount", 1)',
    verdict: 'plausible',
    reason: /nothing in the repository shows/,
  },
  {
    name: 'a key that is still missing',
    text: TOTAL,
    error: ['KeyError', "'discount'"],
    at: 'item["price"] -',
    find: 'item["price"] - item["discount"]',
    replace: '0 + item["price"] - item["discount"]',
    verdict: 'refuted',
    reason: /still thrown/,
  },
  {
    name: 'a list that is missing, taken for an empty one',
    text: LINES.replace('order["lines"]', 'order.get("lines")'),
    error: ['TypeError', "'NoneType' object is not iterable"],
    at: 'for line in',
    find: 'order.get("lines")',
    replace: '(order.get("lines") or [])',
    verdict: 'verified',
    reason: /ends well with it/,
  },
  {
    name: 'an average of nothing, which nobody says',
    text: 'def average(values):\n    return sum(values) / len(values)\n',
    error: ['ZeroDivisionError', 'division by zero'],
    at: 'sum(values)',
    find: '    return sum',
    replace: '    if not values:\n        return 0\n    return sum',
    verdict: 'plausible',
    reason: /nothing in the repository shows that 0 is the right result/,
  },
  {
    name: 'a working call that changes',
    text: 'def average(values):\n    return sum(values) / len(values)\n',
    error: ['ZeroDivisionError', 'division by zero'],
    at: 'sum(values)',
    find: 'len(values)',
    replace: 'max(2, len(values))',
    verdict: 'refuted',
    reason: /worked before changes/,
  },
  {
    name: 'a method',
    text: `class Cart:
    def __init__(self, lines):
        self.lines = lines

    def last(self, kind):
        if kind is None:
            return None
        return [line for line in self.lines if line["kind"] != kind][-1]
`,
    error: ['IndexError', 'list index out of range'],
    at: '[-1]',
    find: '        return [line for line in self.lines if line["kind"] != kind][-1]',
    replace:
      '        lines = [line for line in self.lines if line["kind"] != kind]\n        return lines[-1] if lines else None',
    verdict: 'verified',
    reason: /ends well with it/,
  },
];

CASES.push({
  ...(CASES[0] as Case),
  name: 'code that needs packages which are not installed',
  text: `import requests
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    session = requests.Session()


${NAMES}`,
});

CASES.push({
  name: 'a result that only a package which is not installed can give',
  text: `import requests


def rates(answer):
    return requests.parse(answer["rates"].strip())
`,
  error: ['AttributeError', "'NoneType' object has no attribute 'strip'"],
  at: 'requests.parse',
  find: 'answer["rates"].strip()',
  replace: '(answer["rates"] or "").strip()',
  verdict: 'plausible',
  reason: /no call that worked before|comes from a package that is not installed/,
});

CASES.push({
  name: 'an early end that leaves out what is done with such a package',
  text: `import requests


def lines(order):
    if order is None:
        return []
    amounts = [line["amount"] for line in order.get("lines")]
    requests.post("/seen")
    return amounts
`,
  error: ['TypeError', "'NoneType' object is not iterable"],
  at: 'for line in',
  find: '    amounts =',
  replace: '    if order.get("lines") is None:\n        return []\n    amounts =',
  verdict: 'plausible',
  reason: /is no longer done/,
});

const fixtureOf = (
  { text, error: [type, value], at }: Case,
  files: Record<string, string> = {},
): Fixture => ({
  files: { 'shop/__init__.py': '', 'shop/stock.py': text, ...files },
  error: { type, value },
  frames: [['shop/stock.py', at]],
});

describe.skipIf(!isPython)('a call of Python code', () => {
  test.each(CASES)('$name: $verdict', async (given) => {
    const { find, replace } = given;
    const change = { path: 'shop/stock.py', find, replace };
    const { verification } = await verifyFixture(fixtureOf(given), sandbox, change);
    expect(verification).toMatchObject({ verdict: given.verdict, reproduction: 'generated_call' });
    expect(verification.reason).toMatch(given.reason);
  });

  test('that its caller should not make neither proves nor refutes a change of the caller', async () => {
    const files = {
      'shop/stock.py':
        'def total(item):\n    return item["price"] - item["discount"]\n\n\ndef bill(items):\n    return [total(item) for item in items]\n',
    };
    const fixture: Fixture = {
      files,
      error: { type: 'KeyError', value: "'discount'" },
      frames: [
        ['shop/stock.py', 'item["price"]'],
        ['shop/stock.py', 'for item in items'],
      ],
    };
    const { verification } = await verifyFixture(fixture, sandbox, {
      path: 'shop/stock.py',
      find: 'for item in items',
      replace: 'for item in items if "discount" in item',
    });
    expect(verification).toMatchObject({ verdict: 'plausible', level: 1, reproduction: 'generated_call' });
    expect(verification.reason).toContain('made in a caller of what fails');
  });

  test('is the one of the event, with the arguments it carries', async () => {
    const [given] = CASES;
    if (given === undefined) throw new Error('no case');
    const { verification } = await verifyFixture(
      { ...fixtureOf(given), vars: [{ rows: { a: null }, key: 'a', row: null }] },
      sandbox,
      { path: 'shop/stock.py', find: given.find, replace: given.replace },
    );
    expect(verification.reproduction).toBe('captured_call');
  });

  test('becomes a test of unittest where the repository uses it', async () => {
    const [given] = CASES;
    if (given === undefined) throw new Error('no case');
    const tests = {
      'tests/__init__.py': '',
      'tests/test_total.py': `import unittest
from shop.stock import total

class Total(unittest.TestCase):
    def test_it(self):
        self.assertEqual(total({"price": 3, "discount": 1}), 2)
`,
    };
    const key = CASES.find(({ name }) => name.startsWith('a key with the default')) ?? given;
    const { verification, regressionTest } = await verifyFixture(fixtureOf(key, tests), sandbox, {
      path: 'shop/stock.py',
      find: key.find,
      replace: key.replace,
    });
    expect(verification).toMatchObject({
      verdict: 'verified',
      level: 5,
      test_results: { passed: 1, failed: 0 },
    });
    expect(regressionTest?.path).toBe('tests/test_stock_regression.py');
    expect(regressionTest?.text).toContain('from shop.stock import total');
    expect(regressionTest?.text).toMatch(/self\.assertEqual\(total\(\{"price": \d+\}\), \d+\)/);
  });

  test.each([
    ['loops', 'while True:\n        pass', 'last: hung'],
    ['ends the process', 'import os\n    os._exit(0)', 'last: exited'],
    ['kills its parent', 'import os\n    os.kill(os.getppid(), 9)', 'killed by signal 9'],
    [
      'reads a home folder',
      `open(${JSON.stringify(join(homedir(), '.profile'))})`,
      'No such file or directory',
    ],
    ['calls home', 'import socket\n    socket.create_connection(("1.1.1.1", 80))', 'Network is unreachable'],
    ['forges answers', 'print("failing")\n    raise ValueError("no")', 'last: no'],
  ])('of code that %s ends without a proof, and says so', async (_, code, words) => {
    const text = `def size(task):\n    ${code}\n    return len(task["name"])\n`;
    const { verification } = await verifyFixture(
      {
        files: { 'stock.py': text },
        error: { type: 'KeyError', value: "'name'" },
        frames: [['stock.py', 'len(task']],
      },
      sandbox,
      { path: 'stock.py', find: 'task["name"]', replace: 'task.get("name", "")' },
    );
    expect(verification).toMatchObject({ verdict: 'plausible', level: 1, reproduction: 'none' });
    expect(verification.reason).toContain(words);
  });
});
