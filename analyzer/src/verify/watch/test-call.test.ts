import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { testSandbox, verifyFixture, type Fixture, type Replacement } from '../testing/fixture.ts';
import { listener, lookup, method } from '../testing/watch-fixtures.ts';

const sandbox = await testSandbox();
const withFiles = (fixture: Fixture, files: Record<string, string>): Fixture => ({
  ...fixture,
  files: { ...(fixture.files as Record<string, string>), ...files },
});
const inRoom = (replace: string): Replacement => ({
  path: 'lib/rooms.js',
  find: "        if (node.owner.name === 'nobody') return;",
  replace,
});
const GUARDED = inRoom("        if (!node.owner || node.owner.name === 'nobody') return;");

describe.skipIf(sandbox.kind === 'none')('a listener that only the machinery of a program reaches', () => {
  test('fails in a call that a test makes, and a guard the file knows is right', async () => {
    const { verification } = await verifyFixture(listener, sandbox, GUARDED);
    expect(verification).toMatchObject({ verdict: 'verified', level: 5, reproduction: 'test_call' });
    expect(verification.reason).toContain(
      'Reproduced in test/rooms.test.js: with node.owner undefined, lib/rooms.js:12 fails as in production.',
    );
  });

  test.each([
    {
      wrong: 'hides the error and says nothing of the room any more',
      patch: {
        path: 'lib/rooms.js',
        find: "        report('a room');",
        replace: "        if (!node.owner) return;\n        report('a room');",
      },
      verdict: 'plausible',
      reason: 'what the code did before it failed is no longer done',
    },
    {
      wrong: 'goes on with what nobody is called',
      patch: inRoom(
        "        if ((node.owner || { name: 'undefined' }).name === 'nobody') return;\n        if (!node.owner) return report('undefined works here');",
      ),
      verdict: 'plausible',
      reason: 'nothing in the repository shows',
    },
    {
      wrong: 'fails a line later',
      patch: inRoom("        if (node.owner && node.owner.name === 'nobody') return;"),
      verdict: 'refuted',
      reason: 'the error is still thrown',
    },
    {
      wrong: 'fails in another way',
      patch: inRoom(
        "        if (!node.owner) node.children.find(report);\n        if (node.owner.name === 'nobody') return;",
      ),
      verdict: 'refuted',
      reason: 'fails in another way: TypeError: Cannot read properties of undefined (reading',
    },
    {
      wrong: 'breaks another test',
      patch: inRoom("        if (!node.owner || node.owner.name !== 'nobody') return;"),
      verdict: 'refuted',
      reason: 'It breaks a test: rooms are told',
    },
  ] as const)('a patch that $wrong is not proven', async ({ patch, verdict, reason }) => {
    const { verification } = await verifyFixture(listener, sandbox, patch);
    expect(verification).toMatchObject({ verdict, reproduction: 'test_call' });
    expect(verification.reason.toLowerCase()).toContain(reason.toLowerCase());
  });

  test('without a guard of its kind in the file, nothing shows what is right', async () => {
    const files = listener.files as Record<string, string>;
    const alone = withFiles(listener, {
      'lib/rooms.js': (files['lib/rooms.js'] ?? '').replace(
        'if (!node.owner) return;',
        'if (node.empty) return;',
      ),
      'test/rooms.test.js': (files['test/rooms.test.js'] ?? '').replace(", { kind: 'Desk' }", ''),
    });
    const { verification } = await verifyFixture(alone, sandbox, GUARDED);
    expect(verification).toMatchObject({ verdict: 'plausible', level: 4, reproduction: 'test_call' });
  });

  test('where no test comes to the place, that is said', async () => {
    const files = listener.files as Record<string, string>;
    const tests = (files['test/rooms.test.js'] ?? '')
      .replaceAll("'Room'", "'Hall'")
      .replaceAll(/assert\.deepEqual.*/g, '');
    const { verification } = await verifyFixture(
      withFiles(listener, { 'test/rooms.test.js': tests }),
      sandbox,
      GUARDED,
    );
    expect(verification).toMatchObject({ verdict: 'plausible', reproduction: 'none' });
    expect(verification.reason).toContain('No test of the repository passes line 12 of lib/rooms.js.');
  });
});

describe.skipIf(sandbox.kind === 'none')('a method of a class that cannot be made from outside', () => {
  test('is called by a test, and what its caller hands in can be missing there', async () => {
    const { verification } = await verifyFixture(method, sandbox, {
      path: 'src/till.js',
      find: '      sum += this.taxOf(line.price);',
      replace: '      if (line.price) sum += this.taxOf(line.price);',
    });
    expect(verification.reproduction).toBe('test_call');
    expect(verification.reason).toContain('with line.price undefined, src/till.js:10 fails as in production');
    expect(verification.verdict).not.toBe('refuted');
    const wrong = await verifyFixture(method, sandbox, {
      path: 'src/till.js',
      find: '    return price.cents * this.#rate;',
      replace: '    return (price && price.cents) * this.#rate;',
    });
    expect(wrong.verification).toMatchObject({ verdict: 'plausible', reproduction: 'test_call' });
    expect(wrong.verification.reason).toContain('carries a missing value');
  });
});

describe.skipIf(sandbox.kind === 'none')('the result of a call', () => {
  test('is missing in one of several calls that run at the same time', async () => {
    const { verification } = await verifyFixture(lookup, sandbox, {
      path: 'src/greeter.js',
      find: "      return 'Hello ' + user.name;",
      replace: "      if (!user) return '';\n      return 'Hello ' + user.name;",
    });
    expect(verification).toMatchObject({ verdict: 'plausible', level: 4, reproduction: 'test_call' });
    expect(verification.reason).toContain('Reproduced in src/greeter.test.js: with user undefined');
  });
});

describe.skipIf(sandbox.kind === 'none')('other runners', () => {
  test('vitest runs the one file, in TypeScript', async () => {
    const files = lookup.files as Record<string, string>;
    const fixture: Fixture = {
      ...lookup,
      files: {
        'package.json': JSON.stringify({
          type: 'module',
          scripts: { test: 'vitest run src' },
          devDependencies: { vitest: '5' },
        }),
        'src/greeter.ts': (files['src/greeter.js'] ?? '')
          .replace(
            '(store, secret)',
            '(store: { open(): Promise<void>; find(id: string): { name: string } | undefined }, secret: string)',
          )
          .replace('(id)', '(id: string)')
          .replace('user.name', 'user!.name'),
        'src/store.ts': (files['src/store.js'] ?? '').replace('(id)', '(id: string)'),
        'src/greeter.test.ts': `import { expect, test } from 'vitest';
import { makeGreeter } from './greeter.ts';
import { Store } from './store.ts';
test('greets', async () => {
  const greeter = makeGreeter(new Store(), 'the-secret-of-the-house-4711');
  expect(await greeter.greet('a')).toBe('Hello Ada');
});
`,
      },
      frames: [['src/greeter.ts', 'user!.name']],
      mounts: [
        { from: fileURLToPath(new URL('../../../../node_modules', import.meta.url)), to: 'node_modules' },
      ],
    };
    const { verification } = await verifyFixture(fixture, sandbox, {
      path: 'src/greeter.ts',
      find: "      return 'Hello ' + user!.name;",
      replace: "      if (user === undefined) return '';\n      return 'Hello ' + user.name;",
    });
    expect(verification).toMatchObject({ verdict: 'plausible', level: 4, reproduction: 'test_call' });
  });
});
