import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openFixture, testSandbox, verifyFixture, type Fixture } from './testing/fixture.ts';
import { ESM, undefinedProperty, user } from './testing/fixtures.ts';

const sandbox = await testSandbox();
const GUARD = {
  path: 'user.js',
  find: 'return user',
  replace: "if (!user.profile) return '';\n  return user",
};
const withFiles = (fixture: Fixture, files: Record<string, string>): Fixture => ({
  ...fixture,
  files: { ...(fixture.files as Record<string, string>), ...files },
});

describe.skipIf(sandbox.kind === 'none')('how the error is reproduced', () => {
  const tested = withFiles(user, {
    'guest.test.js': `import assert from 'node:assert';
import { test } from 'node:test';
import { initials } from './user.js';
test('guests have no initials', () => assert.equal(initials({}), ''));
`,
  });

  test("by the repository's own failing test, which then decides what is right", async () => {
    const right = await verifyFixture(tested, sandbox, GUARD);
    expect(right.verification).toMatchObject({
      verdict: 'verified',
      level: 5,
      reproduction: 'project_test',
    });
    expect(right.verification.reason).toContain('"guests have no initials" failed with this error');
    const wrong = await verifyFixture(tested, sandbox, {
      ...GUARD,
      replace: GUARD.replace.replace("''", "'?'"),
    });
    expect(wrong.verification).toMatchObject({ verdict: 'plausible', level: 3 });
    expect(wrong.verification.reason).toContain('still fail');
  });

  test('by the call of the event, with the arguments it carries', async () => {
    const fixture: Fixture = {
      files: {
        'package.json': ESM,
        'plan.js': `export function seats(account, limit) {
  if (account.kind !== 'kx-9-enterprise' || limit !== 4711) return 1;
  return account.plan.seats + limit;
}

export function usersOf(account) {
  if (!account.plan) return 0;
  return account.plan.seats;
}
`,
      },
      error: undefinedProperty('seats'),
      frames: [['plan.js', 'account.plan.seats']],
      vars: [{ account: { kind: 'kx-9-enterprise', plan: '<undefined>' }, limit: 4711 }],
    };
    const { verification } = await verifyFixture(fixture, sandbox, {
      path: 'plan.js',
      find: '  return account.plan.seats + limit',
      replace: '  if (!account.plan) return 0;\n  return account.plan.seats + limit',
    });
    expect(verification.reproduction).toBe('captured_call');
    expect(verification.steps.find(({ name }) => name === 'reproduce')?.log).toContain('4711');
    expect(verification.verdict).toBe('verified');
  });
});

describe.skipIf(sandbox.kind === 'none')('nothing new may be wrong', () => {
  test('a linter that finds something new keeps a fix from being proven; old findings do not', async () => {
    const linted = (script: string): Fixture =>
      withFiles(user, {
        'package.json': JSON.stringify({
          type: 'module',
          scripts: { test: 'node --test', lint: 'node lint.mjs' },
        }),
        'lint.mjs': script,
      });
    const old = await verifyFixture(
      linted("console.log('user.js'); console.log('  1:8  error  too short  no-short'); process.exit(1);"),
      sandbox,
      GUARD,
    );
    expect(old.verification.verdict).toBe('verified');
    const strict = await verifyFixture(
      linted(`import { readFileSync } from 'node:fs';
const lines = readFileSync('user.js', 'utf8').split('\\n');
const found = lines.filter((line) => line.includes("''")).length;
if (found > 1) { console.log('user.js'); console.log('  ' + found + ':9  error  No empty text  no-empty-text'); process.exit(1); }`),
      sandbox,
      GUARD,
    );
    expect(strict.verification).toMatchObject({ verdict: 'plausible', level: 4 });
    expect(strict.verification.reason).toContain('No empty text');
  });

  test('a new type error refutes; types that hold are a rung', async () => {
    const typed: Fixture = {
      files: {
        'package.json': JSON.stringify({ type: 'module', devDependencies: { typescript: '6.0.3' } }),
        'tsconfig.json': JSON.stringify({
          compilerOptions: { strict: true, noEmit: true, types: [] },
          include: ['*.ts'],
        }),
        'user.ts': `type User = { profile?: { name: string } };
export function initials(user: User): string {
  return user.profile!.name.slice(0, 2).toUpperCase();
}
export function greeting(user: User): string {
  if (user.profile === undefined) return '';
  return 'Hello ' + user.profile.name;
}
`,
      },
      error: undefinedProperty('name'),
      frames: [['user.ts', 'user.profile']],
      mounts: [
        { from: fileURLToPath(new URL('../../../node_modules', import.meta.url)), to: 'node_modules' },
      ],
    };
    const good = await verifyFixture(typed, sandbox, {
      path: 'user.ts',
      find: 'return user.profile!',
      replace: "if (user.profile === undefined) return '';\n  return user.profile",
    });
    expect(good.verification.verdict).toBe('verified');
    expect(good.verification.steps.find(({ name }) => name === 'types_with_fix')?.status).toBe('passed');
    const bad = await verifyFixture(typed, sandbox, {
      path: 'user.ts',
      find: 'return user.profile!',
      replace: 'if (user.profile === undefined) return null;\n  return user.profile',
    });
    expect(bad.verification).toMatchObject({ verdict: 'refuted', level: 1 });
    expect(bad.verification.reason).toContain('TS2322');
  });

  test('a test that fails now and then is not blamed on the change', async () => {
    const flaky = withFiles(user, {
      'flaky.test.js': `import { existsSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
test('odd', () => {
  if (existsSync('seen')) return;
  writeFileSync('seen', '');
  throw new Error('the first time only');
});
`,
    });
    const { verification } = await verifyFixture(flaky, sandbox, GUARD);
    expect(verification.verdict).not.toBe('refuted');
  });
});

describe.skipIf(sandbox.kind === 'none')('a monorepo', () => {
  test('is tested in the package of the failing file, and the new test stays there', async () => {
    const fixture: Fixture = {
      files: {
        'package.json': '{ "private": true, "workspaces": ["packages/*"], "scripts": { "test": "exit 3" } }',
        'packages/shop front/package.json': ESM,
        ...Object.fromEntries(
          Object.entries(user.files as Record<string, string>)
            .filter(([path]) => path !== 'package.json')
            .map(([path, text]) => [`packages/shop front/${path}`, text]),
        ),
      },
      error: user.error,
      frames: [['packages/shop front/user.js', 'user.profile.name']],
    };
    const { verification, regressionTest } = await verifyFixture(fixture, sandbox, {
      ...GUARD,
      path: 'packages/shop front/user.js',
    });
    expect(verification).toMatchObject({ verdict: 'verified', test_results: { passed: 1, failed: 0 } });
    expect(regressionTest?.path).toBe('packages/shop front/user.regression.test.js');
  });
});

describe.skipIf(sandbox.kind === 'none')('agreement', () => {
  test('of a rule and a model at level 5 is level 6, whatever the layout', async () => {
    const opened = await openFixture(user, sandbox);
    try {
      const { best, tried } = await opened.verifyBest([
        [GUARD],
        {
          origin: 'model',
          change: [{ ...GUARD, replace: "if (!user.profile) { return '' }\n  return user" }],
        },
        {
          origin: 'model',
          change: [{ ...GUARD, replace: "if (!user.profile)\n    return '';\n  return user" }],
        },
      ]);
      expect(tried).toHaveLength(1);
      expect(best?.verification).toMatchObject({ verdict: 'verified', level: 6 });
      expect(best?.verification.reason).toContain('A rule and a model');
    } finally {
      await opened.remove();
    }
  });
});

describe.skipIf(sandbox.kind === 'none')('the test that comes with a fix', () => {
  const installed = [
    { from: fileURLToPath(new URL('../../../node_modules', import.meta.url)), to: 'node_modules' },
  ];

  test('is one of vitest where the package uses it', async () => {
    const fixture: Fixture = {
      ...user,
      files: {
        'package.json': JSON.stringify({
          type: 'module',
          scripts: { test: 'vitest run' },
          devDependencies: { vitest: '5' },
        }),
        'user.js': (user.files as Record<string, string>)['user.js'] ?? '',
        'user.test.js': `import { expect, test } from 'vitest';
import { initials } from './user.js';
test('initials', () => expect(initials({ profile: { name: 'ada' } })).toBe('AD'));
`,
      },
      mounts: installed,
    };
    const { verification, regressionTest } = await verifyFixture(fixture, sandbox, GUARD);
    expect(verification).toMatchObject({ verdict: 'verified', test_results: { passed: 1, failed: 0 } });
    expect(regressionTest?.text).toContain("import { expect, test } from 'vitest';");
    expect(regressionTest?.text).toContain("expect(initials({})).toEqual('');");
  });
});
