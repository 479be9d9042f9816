import { openSandbox } from '@bugsage/backends';
import { describe, expect, test } from 'vitest';
import { openFixture, testSandbox, verifyFixture } from './testing/fixture.ts';
import { user, prices, ESM, undefinedProperty } from './testing/fixtures.ts';

const sandbox = await testSandbox();

describe.skipIf(sandbox.kind === 'none')('the run log', () => {
  test('tells every step with command, output and the failing stack', async () => {
    const { verification, regressionTest } = await verifyFixture(user, sandbox, {
      path: 'user.js',
      find: 'return user',
      replace: "if (!user.profile) return '';\n  return user",
    });
    expect(verification.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'parse passed',
      'tests_on_base passed',
      'reproduce passed',
      'reproduce_with_fix passed',
      'behavior passed',
      'tests_with_fix passed',
    ]);
    expect(verification.steps[2]?.log).toContain('at initials (user.js:2:');
    expect(verification.steps[5]).toMatchObject({ command: 'node --test', exit_code: 0 });
    expect(verification.test_results).toEqual({ passed: 1, failed: 0 });
    expect(regressionTest?.path).toBe('user.regression.test.js');
    expect(regressionTest?.text).toContain("assert.deepEqual(initials({}), '');");
  });

  test('failing tests of the repository are not blamed on the fix', async () => {
    const red = {
      ...user,
      files: {
        ...(user.files as Record<string, string>),
        'red.test.js': `import { test } from 'node:test';\ntest('always red', () => { throw new Error('no'); });\n`,
      },
    };
    const { verification } = await verifyFixture(red, sandbox, {
      path: 'user.js',
      find: 'return user',
      replace: "if (!user.profile) return '';\n  return user",
    });
    expect(verification.verdict).toBe('verified');
    expect(verification.steps[1]).toMatchObject({ name: 'tests_on_base', status: 'failed' });
    expect(verification.steps[1]?.log).toContain('Fails without any change: always red');
    expect(verification.test_results).toEqual({ passed: 1, failed: 1 });
  });

  test('an error nobody can call for stays plausible and says so', async () => {
    const { verification } = await verifyFixture(
      {
        files: {
          'package.json': ESM,
          'main.js': 'const settings = undefined;\nconsole.log(settings.port);\n',
        },
        error: undefinedProperty('port'),
        frames: [['main.js', 'settings.port']],
      },
      sandbox,
      { path: 'main.js', find: 'settings.port', replace: 'settings?.port' },
    );
    expect(verification).toMatchObject({
      verdict: 'plausible',
      level: 3,
      reason:
        'The error could not be reproduced without the change. Line 2 of main.js is in no function that could be called.',
    });
  });
});

describe('what is refused before anything runs', () => {
  test.each([
    ['does not parse', { path: 'user.js', find: 'return user', replace: 'return (user' }, /does not parse/],
    [
      'adds a file',
      { path: '.github/workflows/x.yml', find: '', replace: 'on: push' },
      /is no file of the repository/,
    ],
    [
      'leaves the repository',
      { path: '../outside.js', find: '', replace: 'x' },
      /is no file of the repository/,
    ],
    ['changes nothing', { path: 'user.js', find: 'return user', replace: 'return user' }, /is not changed/],
  ])('a patch that %s', async (_what, change, reason) => {
    const { verification } = await verifyFixture(user, sandbox, change);
    expect(verification).toMatchObject({ verdict: 'refuted', level: 0 });
    expect(verification.reason).toMatch(reason);
    expect(verification.steps).toHaveLength(1);
  });

  test('without a sandbox nothing is executed, and a patch that parses is plausible', async () => {
    const opened = await openFixture(user, await openSandbox({ kind: 'none' }));
    const { verification } = await opened.verify({
      path: 'user.js',
      find: 'profile.name',
      replace: 'profile?.name',
    });
    await opened.remove();
    expect(verification).toMatchObject({ verdict: 'plausible', level: 1, sandbox: 'none' });
    expect(verification.reason).toContain('no sandbox');
  });
});

test.skipIf(sandbox.kind === 'none')('of several candidates the first verified one wins', async () => {
  const opened = await openFixture(prices, sandbox);
  const { best, tried } = await opened.verifyBest([
    [{ path: 'prices.js', find: 'find(code);', replace: 'find(code) ?? {};' }],
    [{ path: 'prices.js', find: '  if (count', replace: '  if (!price) return 0;\n  if (count' }],
    [{ path: 'prices.js', find: 'price.minimum', replace: 'price?.minimum' }],
  ]);
  await opened.remove();
  expect(tried.map(({ verification }) => verification.verdict)).toEqual(['refuted', 'verified']);
  expect(best?.verification.verdict).toBe('verified');
});
