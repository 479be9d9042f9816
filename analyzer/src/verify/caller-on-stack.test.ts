import { describe, expect, test } from 'vitest';
import { testSandbox, verifyFixture, type Fixture } from './testing/fixture.ts';
import { ESM, undefinedProperty } from './testing/fixtures.ts';

const sandbox = await testSandbox();

/** No text of the repository is one of those that make a difference. */
const SHARED = `export function rankOf(node) {
  return /^(?:Sum|Product)Expression$/.test(node.type) ? 1 : 20;
}
`;
const rule = (call: string): Fixture => ({
  files: {
    'package.json': ESM,
    'rank.js': SHARED,
    'rule.js': `import { rankOf } from './rank.js';\n\nexport function mend(call, parent) {\n  const [argument] = call.arguments;\n  return ${call} < parent.rank ? '(' + call.text + ')' : call.text;\n}\n`,
  },
  error: undefinedProperty('type'),
  frames: [
    ['rank.js', 'node.type'],
    ['rule.js', 'return rankOf'],
  ],
});
const GUARD = { path: 'rank.js', find: 'node.type', replace: 'node?.type' };

describe.skipIf(sandbox.kind === 'none')('a shared function that its caller hands nothing', () => {
  test('is not proven by a guard of another function of its file', async () => {
    const given = rule('rankOf(argument)');
    const files = {
      ...(given.files as Record<string, string>),
      'rank.js': `${SHARED}\nexport const isSum = (node) => node?.type === 'Sum';\n`,
    };
    const { verification } = await verifyFixture({ ...given, files }, sandbox, GUARD);
    expect(verification).toMatchObject({ verdict: 'plausible', level: 4 });
    expect(verification.reason).toContain('the missing value is handed in by rule.js:5');
  });

  test('is not proven to be where the mistake is', async () => {
    const { verification } = await verifyFixture(rule('rankOf(argument)'), sandbox, GUARD);
    expect(verification).toMatchObject({ verdict: 'plausible', level: 4, reproduction: 'generated_call' });
    expect(verification.reason).toContain('the missing value is handed in by rule.js:5');
  });

  test('is, where the caller leaves the argument out', async () => {
    const { verification } = await verifyFixture(rule('rankOf()'), sandbox, GUARD);
    expect(verification).toMatchObject({ verdict: 'verified', level: 5 });
  });

  test('is not a reason to refute a change of that caller', async () => {
    const change = {
      path: 'rule.js',
      find: '  return rankOf',
      replace: "  if (!argument) return '';\n  return rankOf",
    };
    const { verification } = await verifyFixture(rule('rankOf(argument)'), sandbox, change);
    expect(verification).toMatchObject({ verdict: 'plausible', level: 4 });
    expect(verification.reason).toContain('the change is made in a caller of what fails');
  });

  test('refutes a change elsewhere that leaves the error', async () => {
    const { verification } = await verifyFixture(rule('rankOf(argument)'), sandbox, {
      path: 'rank.js',
      find: '? 1 : 20',
      replace: '? 1 : 21',
    });
    expect(verification.verdict).toBe('refuted');
  });
});
