import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/analyze/diagnose.ts';
import { gatherCase } from '../../src/evidence/gather.ts';
import { errorOf, frameAt, ISSUE, PROJECT, storedEvent } from './event-fixture.ts';
import { memoryRepository } from './memory-repository.ts';

const RECURSION = ['RecursionError', 'maximum recursion depth exceeded in comparison'] as const;
const OUTSIDE = ['IndexError', 'list index out of range'] as const;

/** `>>` marks the line that raised, and is taken out. */
async function patchesOf(
  marked: string,
  [type, message]: readonly [string, string],
  others: Readonly<Record<string, string>> = {},
) {
  const line = marked.split('\n').findIndex((text) => text.includes('>>')) + 1;
  const path = 'app/code.py';
  const text = marked.replace('>>', '');
  const frame = frameAt({ filename: path, lineno: line, colno: null });
  const given = await gatherCase({
    issue: ISSUE,
    project: PROJECT,
    events: [storedEvent({ platform: 'python', exceptions: [errorOf(type, message, [frame])] })],
    openRepository: async () => memoryRepository({ [path]: text, ...others }),
  });
  const { rule, candidates, location } = await diagnose(given);
  const changes = candidates.map(({ origin, edits: [edit] }) => {
    const before = new Set(text.split('\n'));
    const fresh = (edit?.after ?? '').split('\n').filter((each) => !before.has(each));
    return `${origin}: ${fresh.map((each) => each.trim()).join(' | ')}`;
  });
  return { rule, changes, line: location?.line === line };
}

type Row = readonly [
  name: string,
  code: string,
  error: readonly [string, string],
  changes: readonly string[],
];

const ROWS: readonly Row[] = [
  [
    'a list that is asked and never filled',
    `def reach(town):
    known = []

    def walk(place):
        if place in known:
            return
        for road in place.roads:
            >>walk(road.end)

    walk(town)
`,
    RECURSION,
    ['python-recursion/remember: known.append(place)'],
  ],
  [
    'one that is filled elsewhere',
    `def reach(town, known=set()):
    if town in known:
        return
    known.add(town.name)
    for road in town.roads:
        >>reach(road.end, known)
`,
    RECURSION,
    [],
  ],
  [
    'a value that decides about the end and stays the same',
    `def power(base, times):
    if not base:
        return 1
    return times * >>power(base, times - base)
`,
    RECURSION,
    ['python-recursion/swap-arguments: return times * power(times - base, base)'],
  ],
  [
    'a value that decides about the end and changes',
    `def down(first, times):
    if times == 0:
        return 0
    return >>down(first, times - 1)
`,
    RECURSION,
    [],
  ],
  [
    'a middle that is the start again',
    `def place_of(rows, wanted, low, high):
    if low == high:
        return low
    middle = (low + high) // 2
    if rows[middle] < wanted:
        return >>place_of(rows, wanted, middle, high)
    return place_of(rows, wanted, low, middle)
`,
    RECURSION,
    ['python-recursion/past-middle: return place_of(rows, wanted, middle + 1, high)'],
  ],
  [
    'a middle as the upper end',
    `def place_of(rows, wanted, low, high):
    if low > high:
        return low
    middle = (low + high) // 2
    return >>place_of(rows, wanted, low, middle)
`,
    RECURSION,
    [],
  ],
  [
    'halves of a list of one',
    `def highest(marks):
    if not marks:
        return 0
    half = len(marks) // 2
    return max(>>highest(marks[:half]), highest(marks[half:]))
`,
    RECURSION,
    ['python-recursion/smallest-case: if len(marks) <= 1:'],
  ],
  [
    'a recursion nothing is known of',
    `def ring(bell):
    return >>ring(bell.next)
`,
    RECURSION,
    [],
  ],
  [
    'a loop up to the length',
    `def first_free(seats):
    at = 0
    end = len(seats)
    while at <= end:
        if >>seats[at] is None:
            return at
        at += 1
    return -1
`,
    OUTSIDE,
    ['python-index/below-length: while at < end:'],
  ],
  [
    'a loop up to the last position',
    `def first_free(seats):
    at = 0
    end = len(seats) - 1
    while at <= end:
        if >>seats[at] is None:
            return at
        at += 1
    return -1
`,
    OUTSIDE,
    [],
  ],
  [
    'a loop whose target is no name, and no pattern either',
    `def fill(rows, count):
    for rows[count-1] in range(count):
        rows.append(>>rows[count-1 + 1])
`,
    OUTSIDE,
    [],
  ],
  [
    'a queue that runs empty',
    `def finds(start, goal):
    line = [start]
    while True:
        at = >>line.pop(0)
        if at == goal:
            return True
        line.extend(at.neighbours)
`,
    ['IndexError', 'pop from empty list'],
    ['python-index/while-filled: while line: | return False'],
  ],
  [
    'nothing to take apart',
    `def total(prices):
    if prices is None:
        return 0
    >>head, *tail = prices
    return head + total(tail)
`,
    ['ValueError', 'not enough values to unpack (expected at least 1, got 0)'],
    ['python-index/nothing-to-unpack: if not prices:'],
  ],
  [
    'a part of what is not there, asked for',
    `def last(entry):
    while True:
        if >>entry.next is None:
            return entry
        entry = entry.next.next
`,
    ['AttributeError', "'NoneType' object has no attribute 'next'"],
    ['python-none/ask-first: if entry is None or entry.next is None:'],
  ],
  [
    'a part of what is not there, used',
    `def last(entry):
    while True:
        if >>entry.next.weight > 3:
            return entry
        entry = entry.next
`,
    ['AttributeError', "'NoneType' object has no attribute 'weight'"],
    [],
  ],
  [
    'a dictionary that is changed while it is gone over',
    `def forget(cache, now):
    for key in >>cache:
        if cache[key] < now:
            del cache[key]
`,
    ['RuntimeError', 'dictionary changed size during iteration'],
    ['python-changed-while-read/copy: for key in list(cache):'],
  ],
];

test('a name that another module has is looked for there, and nowhere else', async () => {
  const settings = 'LIMITS = 3\n\n\ndef limits():\n    return LIMITS\n';
  const code = `import settings\n\n\ndef limit():\n    return >>settings.LIMIT\n`;
  const error = ['AttributeError', "module 'settings' has no attribute 'LIMIT'"] as const;
  const known = await patchesOf(code, error, { 'app/settings.py': settings });
  expect(known.changes).toEqual(['python-name/rename: return settings.LIMITS']);
  expect((await patchesOf(code, error)).changes).toEqual([]);
});

test('an imported name is looked for in the module that is named, not in one whose name ends alike', async () => {
  const code = `>>from price import totl\n`;
  const error = ['ImportError', "cannot import name 'totl' from 'price'"] as const;
  const total = 'def total():\n    return 3\n';
  const found = await patchesOf(code, error, {
    'app/at_price.py': total.replace('total', 'totel'),
    'app/price.py': total,
  });
  expect(found.changes).toEqual(['python-import/name: from price import total as totl']);
  expect((await patchesOf(code, error, { 'app/at_price.py': total })).changes).toEqual([]);
});

describe('patches of Python programs', () => {
  test.each(ROWS)('%s', async (_name, code, error, changes) => {
    const found = await patchesOf(code, error);
    expect(found).toEqual({ rule: expect.stringMatching(/^python-/), changes, line: true });
  });
});
