import { describe, expect, test } from 'vitest';
import { testSandbox, verifyFixture, type Fixture } from './testing/fixture.ts';
import { hasPython } from './testing/has-python.ts';

const sandbox = await testSandbox();
const isPython = await hasPython(sandbox, 'PYTHON OUTSIDE TESTS');

const stock: Fixture = {
  files: {
    'shop/stock.py': `def stock(client, article):
    answer = client.post("/stock", {"article": article})
    data = answer.json()
    return data["count"] + data["reserved"]
`,
  },
  error: { type: 'json.decoder.JSONDecodeError', value: 'Expecting value: line 1 column 1 (char 0)' },
  frames: [['shop/stock.py', 'answer.json()']],
};

const names: Fixture = {
  files: {
    'names.py': `import csv


def names(path):
    with open(path, newline="") as file:
        return [row[0] for row in csv.reader(file)]
`,
  },
  error: {
    type: 'UnicodeDecodeError',
    value: "'charmap' codec can't decode byte 0x81 in position 12: character maps to <undefined>",
  },
  frames: [['names.py', 'csv.reader']],
};

const latin: Fixture = {
  ...names,
  error: {
    type: 'UnicodeDecodeError',
    value: "'ascii' codec can't decode byte 0xe9 in position 3: ordinal not in range(128)",
  },
};

const parts: Fixture = {
  files: {
    'parts.py': `def weight(part):
    total = part["weight"]
    for inner in part["parts"]:
        total += weight(inner)
    return total
`,
  },
  error: { type: 'RecursionError', value: 'maximum recursion depth exceeded while calling a Python object' },
  frames: [['parts.py', 'total += weight']],
};

const halves: Fixture = {
  files: {
    'halves.py': `def halves(first, count):
    def divide(low, high):
        if low == high:
            return [low]
        middle = (low + high) // 2
        return divide(low, middle) + divide(middle, high)

    return divide(first, first + count)
`,
  },
  error: { type: 'RecursionError', value: 'maximum recursion depth exceeded' },
  frames: [['halves.py', 'divide(low, middle)']],
};

const area: Fixture = {
  files: {
    'side.py': 'from math import squareroot\n\n\ndef side(area):\n    return squareroot(area)\n',
  },
  error: { type: 'ImportError', value: "cannot import name 'squareroot' from 'math' (unknown location)" },
  frames: [['side.py', 'from math']],
};

type Row = readonly [
  name: string,
  fixture: Fixture,
  find: string,
  replace: string,
  verdict: string,
  reason: RegExp,
];

const ROWS: readonly Row[] = [
  [
    'a page instead of JSON, refused with its status',
    stock,
    '    data =',
    '    answer.raise_for_status()\n    data =',
    'verified',
    /working calls behave as before/,
  ],
  [
    'a page instead of JSON, refused with an error of its own',
    stock,
    '    data =',
    '    if not answer.ok:\n        raise RuntimeError("stock: " + str(answer.status_code))\n    data =',
    'verified',
    /working calls behave as before/,
  ],
  [
    'a page instead of JSON, taken for nothing',
    stock,
    '    data =',
    '    if answer.status_code >= 400:\n        return 0\n    data =',
    'plausible',
    /nothing in the repository shows that 0/,
  ],
  [
    'a page instead of JSON, refused when all is well',
    stock,
    '    data =',
    '    if answer.ok:\n        raise RuntimeError("stock")\n    data =',
    'refuted',
    /./,
  ],
  [
    'a file in UTF-8, read as such',
    names,
    'newline=""',
    'newline="", encoding="utf-8"',
    'verified',
    /working calls behave as before/,
  ],
  [
    'a file in UTF-8, read as something else',
    names,
    'newline=""',
    'newline="", encoding="latin-1"',
    'plausible',
    /nothing in the repository shows/,
  ],
  [
    'a file in UTF-8, without what cannot be read',
    names,
    'newline=""',
    'newline="", errors="ignore"',
    'plausible',
    /nothing in the repository shows/,
  ],
  [
    'a file that may be in another encoding',
    latin,
    'newline=""',
    'newline="", encoding="utf-8"',
    'plausible',
    /nothing in the repository shows/,
  ],
  [
    'data that refers to itself, followed once',
    parts,
    'weight(inner)',
    '(weight(inner) if inner is not part else 0)',
    'plausible',
    /nothing in the repository shows/,
  ],
  [
    'data that refers to itself, followed again',
    parts,
    'part["parts"]:',
    'list(part["parts"]):',
    'refuted',
    /is still thrown/,
  ],
  [
    'a recursion inside of a function, which goes on behind the middle',
    halves,
    'divide(middle, high)',
    'divide(middle + 1, high)',
    'plausible',
    /error is gone/,
  ],
  [
    'an import of a name that is none',
    area,
    'import squareroot',
    'import sqrt as squareroot',
    'plausible',
    /error is gone/,
  ],
  [
    'an import of a name that is none, as another one that is none',
    area,
    'import squareroot',
    'import root as squareroot',
    'refuted',
    /another way/,
  ],
];

describe.skipIf(!isPython)('values that come from outside of a Python program', () => {
  test.each(ROWS)('%s', async (_name, fixture, find, replace, verdict, reason) => {
    const [[path]] = fixture.frames as [[string, string]];
    const { verification } = await verifyFixture(fixture, sandbox, { path, find, replace });
    expect(verification).toMatchObject({ verdict, reproduction: 'generated_call' });
    expect(verification.reason).toMatch(reason);
  });
});
