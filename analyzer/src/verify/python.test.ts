import { describe, expect, test } from 'vitest';
import { parseTestResults } from './test-results.ts';
import { testSandbox, verifyFixture, type Fixture } from './testing/fixture.ts';
import { hasPython } from './testing/has-python.ts';

const sandbox = await testSandbox();
const isPython = await hasPython(sandbox, 'PYTHON TESTS');

const user: Fixture = {
  files: {
    'pyproject.toml': '[project]\nname = "shop"\n',
    'user.py': 'def initials(user):\n    return user.get("profile")["name"][:2].upper()\n',
    'test_user.py': `import unittest
from user import initials

class Initials(unittest.TestCase):
    def test_member(self):
        self.assertEqual(initials({"profile": {"name": "ada"}}), "AD")

    def test_guest(self):
        self.assertEqual(initials({}), "")
`,
  },
  error: { type: 'TypeError', value: "'NoneType' object is not subscriptable" },
  frames: [['user.py', 'return user.get']],
};
const change = (replace: string) => ({
  path: 'user.py',
  find: '    return user.get("profile")["name"][:2].upper()',
  replace,
});

describe.skipIf(!isPython)('a Python repository', () => {
  test('goes the same way: its failing test reproduces, the patch is proven by it', async () => {
    const { verification } = await verifyFixture(
      user,
      sandbox,
      change(
        '    profile = user.get("profile")\n    if profile is None:\n        return ""\n    return profile["name"][:2].upper()',
      ),
    );
    expect(verification).toMatchObject({ verdict: 'verified', level: 5, reproduction: 'project_test' });
    expect(verification.reason).toContain('test_guest');
    expect(verification.test_results).toEqual({ passed: 2, failed: 0 });
  });

  test('keeps a patch from being proven that ends the error and not the failing test', async () => {
    const { verification } = await verifyFixture(
      user,
      sandbox,
      change('    return (user.get("profile") or {"name": "??"})["name"][:2].upper()'),
    );
    expect(verification).toMatchObject({ verdict: 'plausible', reproduction: 'project_test' });
  });

  test('refutes what breaks a test and what does not parse', async () => {
    const broken = await verifyFixture(user, sandbox, change('    return ""'));
    expect(broken.verification).toMatchObject({ verdict: 'refuted' });
    expect(broken.verification.reason).toContain('test_member');
    const unreadable = await verifyFixture(user, sandbox, change('    return = 1'));
    expect(unreadable.verification).toMatchObject({ verdict: 'refuted', level: 0 });
    expect(unreadable.verification.reason).toContain('does not parse');
  });
});

test('the words of pytest are understood', () => {
  const output = `F.
=================================== FAILURES ===================================
E   TypeError: 'NoneType' object is not subscriptable
user.py:2: TypeError
=========================== short test summary info ============================
FAILED test_user.py::test_guest - TypeError: 'NoneType' object is not subscri...
1 failed, 3 passed in 0.03s`;
  expect(parseTestResults(output)).toEqual({ passed: 3, failed: 1, failing: ['test_user.py::test_guest'] });
});
