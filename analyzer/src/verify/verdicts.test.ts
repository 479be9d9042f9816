import type { Verdict } from '@bugsage/core';
import { describe, expect, test } from 'vitest';
import { testSandbox, verifyFixture, type Fixture, type Replacement } from './testing/fixture.ts';
import {
  user,
  prices,
  orders,
  stepper,
  rates,
  badge,
  cart,
  inner,
  commonJs,
  typed,
} from './testing/fixtures.ts';

const sandbox = await testSandbox();

type VerdictCase = {
  readonly name: string;
  readonly fixture: Fixture;
  readonly change: Replacement;
  readonly verdict: Verdict;
  readonly reason?: RegExp;
  readonly level?: number;
};

const verdicts: VerdictCase[] = [
  {
    name: 'missing part of a parameter, guarded',
    fixture: user,
    change: { path: 'user.js', find: 'return user', replace: "if (!user.profile) return '';\n  return user" },
    verdict: 'verified',
  },
  {
    name: 'missing part of a parameter, default of another kind',
    fixture: user,
    change: { path: 'user.js', find: 'return user', replace: 'if (!user.profile) return 0;\n  return user' },
    verdict: 'plausible',
    reason: /another kind/,
    level: 4,
  },
  {
    name: 'guard that also catches what worked',
    fixture: { ...user, testCommand: 'true' },
    change: { path: 'user.js', find: 'return user', replace: "if (user.profile) return '';\n  return user" },
    verdict: 'refuted',
  },
  {
    name: 'patch that breaks a test of the repository',
    fixture: user,
    change: { path: 'user.js', find: '.toUpperCase()', replace: '' },
    verdict: 'refuted',
    reason: /breaks a test: initials/,
  },
  {
    name: 'error swallowed',
    fixture: user,
    change: {
      path: 'user.js',
      find: 'return user.profile.name.slice(0, 2).toUpperCase();',
      replace:
        "try {\n    return user.profile.name.slice(0, 2).toUpperCase();\n  } catch {\n    return '';\n  }",
    },
    verdict: 'plausible',
    reason: /catches the error/,
    level: 4,
  },
  {
    name: 'patch beside the error',
    fixture: user,
    change: { path: 'user.js', find: 'name.slice', replace: 'name?.slice' },
    verdict: 'refuted',
    reason: /still thrown/,
  },
  {
    name: 'lookup that finds nothing, guarded as its neighbour',
    fixture: prices,
    change: { path: 'prices.js', find: '  if (count', replace: '  if (!price) return 0;\n  if (count' },
    verdict: 'verified',
  },
  {
    name: 'lookup that finds nothing, empty object instead',
    fixture: prices,
    change: { path: 'prices.js', find: 'find(code);', replace: 'find(code) ?? {};' },
    verdict: 'refuted',
    reason: /missing value/,
  },
  {
    name: 'missing await',
    fixture: orders,
    change: { path: 'orders.js', find: '= load(id)', replace: '= await load(id)' },
    verdict: 'verified',
  },
  {
    name: 'missing await, papered over',
    fixture: orders,
    change: { path: 'orders.js', find: 'all.filter(', replace: '(Array.isArray(all) ? all : []).filter(' },
    verdict: 'refuted',
  },
  {
    name: 'callback left out',
    fixture: stepper,
    change: { path: 'stepper.js', find: 'onChange(next)', replace: 'onChange?.(next)' },
    verdict: 'verified',
  },
  {
    name: 'callback left out, work before it left out too',
    fixture: stepper,
    change: {
      path: 'stepper.js',
      find: '  input.value',
      replace: '  if (!onChange) return next;\n  input.value',
    },
    verdict: 'plausible',
    reason: /no longer done/,
  },
  {
    name: 'page instead of JSON, caller can live with the answer',
    fixture: rates,
    change: {
      path: 'rates.js',
      find: '  const { offers }',
      replace: '  if (!response.ok) return [];\n  const { offers }',
    },
    verdict: 'plausible',
    reason: /nothing in the repository shows that \[\] is the right result/,
  },
  {
    name: 'page instead of JSON, error of its own',
    fixture: rates,
    change: {
      path: 'rates.js',
      find: '  const { offers }',
      replace:
        '  if (!response.ok) throw new Error(`Rates answered ${response.status}`);\n  const { offers }',
    },
    verdict: 'verified',
  },
  {
    name: 'page instead of JSON, caller cannot live with the answer',
    fixture: rates,
    change: {
      path: 'rates.js',
      find: '  const { offers }',
      replace: '  if (!response.ok) return null;\n  const { offers }',
    },
    verdict: 'refuted',
    reason: /another way/,
  },
  {
    name: 'element that is not on the page',
    fixture: badge,
    change: { path: 'badge.js', find: '  badge.text', replace: '  if (!badge) return;\n  badge.text' },
    verdict: 'verified',
  },
  {
    name: 'method of a class',
    fixture: cart,
    change: { path: 'cart.js', find: 'this.lines.reduce', replace: '(this.lines ?? []).reduce' },
    verdict: 'verified',
  },
  {
    name: 'function without an export',
    fixture: inner,
    change: {
      path: 'report.js',
      find: '  return report',
      replace: "  if (!report.title) return '';\n  return report",
    },
    verdict: 'verified',
  },
  {
    name: 'CommonJS',
    fixture: commonJs,
    change: {
      path: 'lib/names.js',
      find: '  return join',
      replace: "  if (!entry.names) return 'nobody';\n  return join",
    },
    verdict: 'verified',
  },
  {
    name: 'default nobody asked for',
    fixture: commonJs,
    change: { path: 'lib/names.js', find: 'entry.names.first', replace: "entry.names?.first ?? 'none'" },
    verdict: 'plausible',
    reason: /nothing in the repository shows that "\/none"/,
  },
  {
    name: 'TypeScript, and a package that is not installed',
    fixture: typed,
    change: { path: 'src/total.ts', find: 'line.price.cents', replace: '(line.price?.cents ?? 0)' },
    verdict: 'verified',
  },
];

describe.skipIf(sandbox.kind === 'none')('verdicts', () => {
  test.each(verdicts)('$name: $verdict', async ({ fixture, change, verdict, reason, level }) => {
    const { verification } = await verifyFixture(fixture, sandbox, change);
    expect(verification, verification.reason).toMatchObject({ verdict, sandbox: 'bubblewrap' });
    if (reason !== undefined) expect(verification.reason).toMatch(reason);
    expect(verification.level).toBe(level ?? (verdict === 'verified' ? 5 : verification.level));
    expect(verification.level >= 5).toBe(verdict === 'verified');
  });
});
