import type { CaseClass } from '../case.ts';
import { foreignPython, PYTHON } from './foreign-code.ts';

export const PYTHON_CLASSES: readonly CaseClass[] = [
  {
    id: 'python-none',
    positive: {
      ...PYTHON,
      rule: 'python-none',
      error: ['AttributeError', "'NoneType' object has no attribute 'name'"],
      functions: ['name_of'],
      files: {
        'app/$list.py': `ROWS = {"a": {"id": 1}}


class Row:
    def __init__(self, name):
        self.name = name


def find(rows, key):
    return rows.get(key)


def name_of(rows, key):
    if not key:
        return ""
    row = find(rows, key)
    return ⟦1row.name.upper()
`,
      },
      checks: `import sys
sys.path.insert(0, "app")
from $list import Row, name_of
rows = {"a": Row("x")}
assert name_of(rows, "a") == "X"
assert name_of(rows, "") == ""
assert name_of(rows, "b") == ""
`,
    },
    lookAlike: foreignPython('AttributeError', "'NoneType' object has no attribute 'name'"),
  },
  {
    id: 'python-key',
    positive: {
      ...PYTHON,
      rule: 'python-key',
      error: ['KeyError', "'discount'"],
      functions: ['total'],
      files: {
        'app/total.py': `def label($item):
    return str($item.get("discount", 0)) + " off"


def total($item):
    return $item["$field"] - ⟦1$item["discount"]
`,
      },
      checks: `import sys
sys.path.insert(0, "app")
from total import label, total
assert total({"$field": 10, "discount": 3}) == 7
assert total({"$field": 10}) == 10
assert label({}) == "0 off"
`,
    },
    lookAlike: {
      ...PYTHON,
      rule: 'python-key',
      classification: 'action_recommended',
      error: ['KeyError', "'DATABASE_URL'"],
      functions: ['connect'],
      files: { 'app/connect.py': `import os\n\n\ndef connect():\n    return ⟦1os.environ["DATABASE_URL"]\n` },
    },
  },
  {
    id: 'python-index',
    positive: {
      ...PYTHON,
      rule: 'python-index',
      error: ['IndexError', 'list index out of range'],
      functions: ['newest'],
      files: {
        'app/newest.py': `def newest($list):
    if $list is None:
        return None
    ordered = sorted($list)
    return ⟦1ordered[-1]
`,
      },
      checks: `import sys
sys.path.insert(0, "app")
from newest import newest
assert newest([3, 9, 1]) == 9
assert newest([]) is None
assert newest(None) is None
`,
    },
    lookAlike: foreignPython('IndexError', 'list index out of range'),
  },
  {
    id: 'python-zero-division',
    positive: {
      ...PYTHON,
      rule: 'python-zero-division',
      error: ['ZeroDivisionError', 'division by zero'],
      functions: ['average'],
      files: { 'app/average.py': `def average($list):\n    return ⟦1sum($list) / len($list)\n` },
      checks: `import sys
sys.path.insert(0, "app")
from average import average
assert average([2, 4]) == 3
assert average([]) == 0
`,
    },
    lookAlike: foreignPython('ZeroDivisionError', 'division by zero'),
  },
  {
    id: 'python-name',
    positive: {
      ...PYTHON,
      rule: 'python-name',
      error: ['NameError', "name 'totla' is not defined. Did you mean: 'total'?"],
      functions: ['bill'],
      files: {
        'app/bill.py': `def bill($list):\n    total = sum($list)\n    return "sum " + str(⟦1totla)\n`,
      },
      checks: `import sys
sys.path.insert(0, "app")
from bill import bill
assert bill([1, 2]) == "sum 3"
`,
    },
    lookAlike: {
      ...PYTHON,
      rule: 'python-name',
      error: ['AttributeError', "module 'settings' has no attribute 'RATE'"],
      functions: ['rate'],
      files: { 'app/rate.py': `import settings\n\n\ndef rate():\n    return ⟦1settings.RATE\n` },
    },
  },
  {
    id: 'python-import',
    positive: {
      ...PYTHON,
      rule: 'python-import',
      error: ['ImportError', "cannot import name 'format_prise' from 'money' (/srv/app/app/money.py)"],
      files: {
        'app/money.py': `def format_price(value):\n    return "%.2f" % value\n`,
        'app/line.py': `⟦1from money import format_prise\n\n\ndef line(value):\n    return "- " + format_prise(value)\n`,
      },
      checks: `import sys
sys.path.insert(0, "app")
from line import line
assert line(3) == "- 3.00"
`,
    },
    lookAlike: {
      ...PYTHON,
      rule: 'python-import',
      classification: 'action_recommended',
      error: ['ModuleNotFoundError', "No module named 'pandas'"],
      files: { 'app/table.py': `⟦1import pandas\n\nTABLE = pandas\n` },
    },
  },
  {
    id: 'python-encoding',
    positive: {
      ...PYTHON,
      rule: 'python-encoding',
      place: 9,
      error: [
        'UnicodeDecodeError',
        "'ascii' codec can't decode byte 0xc3 in position 3: ordinal not in range(128)",
      ],
      functions: ['load'],
      files: {
        'app/load.py': `def load(path):\n    with ⟦9open(path) as file:\n        return ⟦1file.read()\n`,
      },
      checks: `import os
import subprocess
import sys
if os.environ.get("PYTHONUTF8") != "0":
    code = subprocess.run([sys.executable, __file__], env={"PYTHONUTF8": "0", "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"}).returncode
    sys.exit(code)
sys.path.insert(0, "app")
from load import load
with open("/tmp/text", "wb") as file:
    file.write("caf\\u00e9".encode("utf-8"))
assert load("/tmp/text") == "caf\\u00e9"
`,
    },
    lookAlike: foreignPython(
      'UnicodeDecodeError',
      "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
    ),
  },
  {
    id: 'python-json',
    positive: {
      ...PYTHON,
      rule: 'python-json',
      error: ['JSONDecodeError', 'Expecting value: line 1 column 1 (char 0)'],
      functions: ['rates'],
      files: {
        'app/rates.py': `def rates(session):\n    response = session.get("https://rates.example/today")\n    return ⟦1response.json()["rates"]\n`,
      },
      checks: `import json
import sys
sys.path.insert(0, "app")
from rates import rates


class Failed(Exception):
    pass


class Answer:
    def __init__(self, status, text):
        self.status_code, self.text = status, text

    def raise_for_status(self):
        if self.status_code >= 400:
            raise Failed(self.status_code)

    def json(self):
        return json.loads(self.text)


class Session:
    def __init__(self, answer):
        self.answer = answer

    def get(self, url):
        return self.answer


assert rates(Session(Answer(200, '{"rates": [1]}'))) == [1]
try:
    rates(Session(Answer(502, "<html>")))
    raise SystemExit("no error")
except Failed:
    pass
`,
    },
    lookAlike: foreignPython('JSONDecodeError', 'Expecting value: line 1 column 1 (char 0)'),
  },
  {
    id: 'python-value',
    positive: {
      ...PYTHON,
      rule: 'python-value',
      error: ['ValueError', "invalid literal for int() with base 10: 'ten'"],
      functions: ['count'],
      files: { 'app/count.py': `def count(text):\n    return ⟦1int(text)\n` },
    },
    lookAlike: {
      ...PYTHON,
      rule: null,
      error: ['ValueError', 'The $person has no $list'],
      functions: ['check'],
      files: { 'app/check.py': `def check(row):\n    ⟦1raise ValueError(row)\n` },
    },
  },
  {
    id: 'python-no-file',
    positive: {
      ...PYTHON,
      rule: 'file-missing',
      classification: 'action_recommended',
      error: ['FileNotFoundError', "[Errno 2] No such file or directory: '/srv/data/$list.csv'"],
      functions: ['read'],
      files: { 'app/read.py': `def read():\n    return ⟦1open("/srv/data/$list.csv").read()\n` },
    },
    lookAlike: {
      ...PYTHON,
      rule: null,
      error: ['LookupError4', 'The directory has no $person of that name'],
      functions: ['search'],
      files: { 'app/search.py': `def search(name):\n    ⟦1raise LookupError(name)\n` },
    },
  },
  {
    id: 'python-timeout',
    positive: {
      ...PYTHON,
      rule: 'timeout',
      classification: 'action_recommended',
      error: [
        'ReadTimeout',
        "HTTPSConnectionPool(host='rates.example', port=443): Read timed out. (read timeout=5)",
      ],
      functions: ['fetch'],
      files: {
        'app/fetch.py': `def fetch(session):\n    return ⟦1session.get("https://rates.example", timeout=5)\n`,
      },
    },
    lookAlike: {
      ...PYTHON,
      rule: null,
      error: ['MatchError', 'The time of match 4 was out of the plan'],
      functions: ['plan'],
      files: { 'app/plan.py': `def plan(name):\n    ⟦1raise Exception(name)\n` },
    },
  },
];
