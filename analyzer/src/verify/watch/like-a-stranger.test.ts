import { describe, expect, test } from 'vitest';
import { openFixture, testSandbox, type Fixture, type Replacement } from '../testing/fixture.ts';
import { asking, question, searching } from '../testing/watch-fixtures.ts';

const sandbox = await testSandbox();
const LAMPS = 'lib/lamps.js';
const TESTS = 'test/lamps.test.js';
/** The lamps of which nothing comes. */
const OTHERS = "{ kind: 'host', name: 'Ada' }, { kind: 'cat', name: 'Tom' }";
const ASKS = "    return owner.kind === GUEST && owner.name !== 'nobody';";
const LIT = "      if (!isQuiet && isOfGuest(node)) report('lit by a guest');";
const patch = (find: string, replace: string): Replacement => ({ path: LAMPS, find, replace });
const GUARD = patch(ASKS, `    if (!owner) return false;\n${ASKS}`);

/** The same house with other code, and tests that fit it. */
function changed(
  ...replacements: readonly (readonly [path: string, find: string, replace: string])[]
): Fixture {
  const files = { ...(asking.files as Record<string, string>) };
  for (const [path, find, replace] of replacements) {
    expect(files[path]).toContain(find);
    files[path] = (files[path] ?? '').replaceAll(find, () => replace);
  }
  return { ...asking, files };
}

/** Verdicts in order; the last one of them ends the trial when it is verified. */
async function verdictsOf(fixture: Fixture, patches: readonly Replacement[]): Promise<string[]> {
  const opened = await openFixture(fixture, sandbox);
  try {
    const { tried } = await opened.verifyBest(patches.map((each) => [each]));
    expect(tried.at(-1)?.verification.reproduction).toBe('test_call');
    return tried.map(({ verification }) => verification.verdict);
  } finally {
    await opened.remove();
  }
}

describe.skipIf(sandbox.kind === 'none')('code that only asks what something is', () => {
  test('what is not there is none of what it asks for', async () => {
    const verdicts = await verdictsOf(asking, [
      // Takes nothing for a guest.
      patch(ASKS, `    if (!owner) return true;\n${ASKS}`),
      // Tells of what is not there.
      patch(LIT, `      if (!node.owner) return report('nobody');\n${LIT}`),
      // Skips work beside the question.
      patch(LIT, `      if (!node.owner) return;\n${LIT}`),
      GUARD,
    ]);
    expect(verdicts.slice(0, 3)).not.toContain('verified');
    expect(verdicts[3]).toBe('verified');
  });
});

describe.skipIf(sandbox.kind === 'none')('repositories that mislead', () => {
  test('the question is what is not so: something is done for all others', async () => {
    const negative = changed(
      [LAMPS, 'owner.kind === GUEST', 'owner.kind !== GUEST'],
      [TESTS, `${OTHERS}]), []`, `${OTHERS}]), ['lit by a guest', 'lit by a guest']`],
      [TESTS, ", ['lit by a guest']);\n});\n", ', []);\n});\n'],
    );
    const fixture: Fixture = {
      ...negative,
      frames: [
        [LAMPS, 'owner.kind !== GUEST'],
        [LAMPS, LIT.trim()],
      ],
    };
    const asks = ASKS.replace('===', '!==');
    const patches = [true, false].map((given) => patch(asks, `    if (!owner) return ${given};\n${asks}`));
    expect(await verdictsOf(fixture, patches)).toEqual(['plausible', 'plausible']);
  });

  test('no test shows what comes of something else', async () => {
    const untold = changed(
      [TESTS, OTHERS, ''],
      [
        TESTS,
        "{ kind: 'guest', name: 'Bo' }]), ['lit by a guest']",
        "{ kind: 'guest', name: 'Bo' }, { kind: 'guest', name: 'Cy' }]), ['lit by a guest', 'lit by a guest']",
      ],
    );
    expect(await verdictsOf(untold, [GUARD])).toEqual(['plausible']);
  });

  test('no test shows that it may be missing', async () => {
    const never = changed([TESTS, 'undefined', "{ kind: 'cat', name: 'Tom' }"]);
    expect(await verdictsOf(never, [GUARD])).toEqual(['plausible']);
  });

  test('but many calls of the place do', async () => {
    const kinds = Array.from({ length: 10 }, (_, index) => `{ kind: 'cat', name: '${index}' }`).join(', ');
    const known = changed([TESTS, 'undefined', OTHERS], [TESTS, `[${OTHERS}]`, `[${kinds}]`]);
    expect(await verdictsOf(known, [GUARD])).toEqual(['verified']);
  });

  test('it is missing where the code leaves for another reason', async () => {
    const leaving = changed([
      LAMPS,
      LIT,
      "      node.isSeen = true;\n      if (isQuiet) return;\n      if (isOfGuest(node)) report('lit by a guest');",
    ]);
    expect(await verdictsOf(leaving, [GUARD])).toEqual(['plausible']);
  });

  test('the value is what a search gives', async () => {
    const hiding = {
      path: 'lib/guests.js',
      find: '  return lamp.isLit &&',
      replace: '  return lamp.isLit && !!owner &&',
    };
    expect(await verdictsOf(searching, [hiding])).toEqual(['plausible']);
  });

  test('what is read is handed on, not asked', async () => {
    const handing = changed(
      [LAMPS, ASKS, '    return report(owner.kind);'],
      [LAMPS, LIT, '      if (!isQuiet) isOfGuest(node);'],
      [TESTS, `${OTHERS}]), []`, `${OTHERS}]), ['host', 'cat']`],
      [TESTS, "['lit by a guest']", "['guest']"],
    );
    const fixture: Fixture = {
      ...handing,
      frames: [
        [LAMPS, 'owner.kind'],
        [LAMPS, 'isOfGuest(node);'],
      ],
    };
    const hiding = patch('report(owner.kind)', 'owner ? report(owner.kind) : undefined');
    expect(await verdictsOf(fixture, [hiding])).toEqual(['plausible']);
  });
});

test.skipIf(sandbox.kind === 'none')('what made-up calls leave open is asked of the tests', async () => {
  const guarded = (value: string): Replacement => ({
    path: 'lib/guests.js',
    find: '  return lamp.isLit',
    replace: `  if (!owner) return ${value};\n  return lamp.isLit`,
  });
  expect(await verdictsOf(question, [guarded('true'), guarded('false')])).toEqual(['refuted', 'verified']);
});
