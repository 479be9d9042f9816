import { describe, expect, test } from 'vitest';
import { testSandbox, verifyFixture, type Fixture, type Replacement } from '../testing/fixture.ts';
import { asking } from '../testing/watch-fixtures.ts';

const sandbox = await testSandbox();
const LAMPS = 'lib/lamps.js';
const ASKS = "    return owner.kind === GUEST && owner.name !== 'nobody';";
const LIT = "      if (isOfGuest(node)) report('lit by a guest');";
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

describe.skipIf(sandbox.kind === 'none')('code that only asks what something is', () => {
  test.each([
    ['an early end', GUARD],
    ['an optional read', patch(ASKS, ASKS.replace('owner.kind', 'owner?.kind'))],
  ])('what is not there is none of what it asks for: %s', async (_name, right) => {
    const { verification } = await verifyFixture(asking, sandbox, right);
    expect(verification).toMatchObject({ verdict: 'verified', level: 5, reproduction: 'test_call' });
  });

  test.each([
    ['takes nothing for a guest', patch(ASKS, `    if (!owner) return true;\n${ASKS}`)],
    ['tells of what is not there', patch(LIT, `      if (!node.owner) return report('nobody');\n${LIT}`)],
    ['skips work beside it', patch(LIT, `      if (!node.owner) return;\n${LIT}`)],
  ])('a patch that %s is not proven', async (_name, wrong) => {
    const { verification } = await verifyFixture(asking, sandbox, wrong);
    expect(verification.verdict).not.toBe('verified');
    expect(verification.reproduction).toBe('test_call');
  });
});

describe.skipIf(sandbox.kind === 'none')('repositories that mislead', () => {
  test('the question is what is not so: something is done for all others', async () => {
    const negative = changed(
      [LAMPS, 'owner.kind === GUEST', 'owner.kind !== GUEST'],
      ['test/lamps.test.js', ', []);', ", ['lit by a guest', 'lit by a guest']);"],
      ['test/lamps.test.js', ", ['lit by a guest']);\n});\n", ', []);\n});\n'],
    );
    const fixture: Fixture = {
      ...negative,
      frames: [
        [LAMPS, 'owner.kind !== GUEST'],
        [LAMPS, LIT.trim()],
      ],
    };
    const asks = ASKS.replace('===', '!==');
    for (const given of [true, false]) {
      const { verification } = await verifyFixture(
        fixture,
        sandbox,
        patch(asks, `    if (!owner) return ${given};\n${asks}`),
      );
      expect(verification).toMatchObject({ verdict: 'plausible', reproduction: 'test_call' });
    }
  });

  test('no test shows what comes of something else', async () => {
    const untold = changed(
      ['test/lamps.test.js', "{ kind: 'host', name: 'Ada' }, { kind: 'cat', name: 'Tom' }", ''],
      [
        'test/lamps.test.js',
        "{ kind: 'guest', name: 'Bo' }), ['lit by a guest']",
        "{ kind: 'guest', name: 'Bo' }, { kind: 'guest', name: 'Cy' }), ['lit by a guest', 'lit by a guest']",
      ],
    );
    const { verification } = await verifyFixture(untold, sandbox, GUARD);
    expect(verification).toMatchObject({ verdict: 'plausible', reproduction: 'test_call' });
  });

  test('what is read is handed on, not asked', async () => {
    const handing = changed(
      [LAMPS, ASKS, '    return report(owner.kind);'],
      [LAMPS, LIT, '      isOfGuest(node);'],
      ['test/lamps.test.js', ', []);', ", ['host', 'cat']);"],
      ['test/lamps.test.js', "['lit by a guest']", "['guest']"],
    );
    const fixture: Fixture = {
      ...handing,
      frames: [
        [LAMPS, 'owner.kind'],
        [LAMPS, 'isOfGuest(node);'],
      ],
    };
    const hiding = patch('report(owner.kind)', 'owner ? report(owner.kind) : undefined');
    const { verification } = await verifyFixture(fixture, sandbox, hiding);
    expect(verification).toMatchObject({ verdict: 'plausible', reproduction: 'test_call' });
  });
});
