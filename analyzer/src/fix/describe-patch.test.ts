import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Verification } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import type { FileEdit } from '../analyze/diagnosis.ts';
import type { CaseCode } from '../evidence/case.ts';
import { candidateFromDiff } from './candidate-from-diff.ts';
import { describePatch, unifiedDiff } from './describe-patch.ts';

const BEFORE = 'export function total(cart) {\n  return cart.items.length;\n}\n';
const AFTER = 'export function total(cart) {\n  return cart?.items.length ?? 0;\n}\n';
const edit: FileEdit = { path: 'src/cart.js', before: BEFORE, after: AFTER };

describe('a patch', () => {
  it.each([
    ['a changed file', edit],
    ['a new file', { path: 'test/cart.test.js', before: '', after: 'import test from "node:test";\n' }],
    ['a file without a final newline', { path: 'a b/ü.js', before: 'x\ny', after: 'x\nz' }],
    ['Windows line ends', { path: 'w.js', before: 'x\r\ny\r\n', after: 'x\r\nz\r\n' }],
  ])('is a diff that git applies: %s', (_, given) => {
    const directory = mkdtempSync(join(tmpdir(), 'bugsage-diff-'));
    const file = join(directory, given.path);
    mkdirSync(dirname(file), { recursive: true });
    if (given.before !== '') writeFileSync(file, given.before);
    writeFileSync(join(directory, 'fix.patch'), unifiedDiff(given));
    execFileSync('git', ['apply', 'fix.patch'], { cwd: directory });
    expect(readFileSync(file, 'utf8')).toBe(given.after);
    rmSync(directory, { recursive: true });
  });

  it('comes back from its diff, and not when the code has changed under it', async () => {
    const fix = { code_diff: unifiedDiff(edit), title: 't', description: 'd' };
    expect((await candidateFromDiff(fix, codeWith({ 'src/cart.js': BEFORE })))?.edits).toEqual([edit]);
    expect(await candidateFromDiff(fix, codeWith({ 'src/cart.js': 'something else\n' }))).toBeNull();
    expect(await candidateFromDiff({ ...fix, code_diff: '' }, codeWith({}))).toBeNull();
  });

  it('has its confidence capped by the rung it reached, whatever its template promised', () => {
    const described = (level: number, verdict: Verification['verdict']) =>
      describePatch(
        {
          candidate: { origin: 'guard', title: 't', description: 'd', prior: 0.99, edits: [edit] },
          verification: verification(level, verdict),
          regressionTest: null,
        },
        codeWith({ 'src/cart.js': BEFORE }),
      );
    expect(described(5, 'verified').confidence_score).toBe(0.8);
    expect(described(4, 'plausible').confidence_score).toBe(0.55);
    expect(described(1, 'plausible').confidence_score).toBe(0.35);
    expect(described(5, 'verified').metadata).toMatchObject({ changed_lines: 2, files: ['src/cart.js'] });
  });
});

function verification(level: number, verdict: Verification['verdict']): Verification {
  return {
    verdict,
    level,
    reason: '',
    reproduction: 'generated_call',
    sandbox: 'bubblewrap',
    base_commit: 'a'.repeat(40),
    steps: [],
    test_results: null,
    coverage: null,
  };
}

/** Of a code view only what these functions read. */
function codeWith(files: Record<string, string>): CaseCode {
  return {
    repository: {
      readFile: async (_commit: string, path: string) => files[path] ?? null,
    } as CaseCode['repository'],
    commit: 'a'.repeat(40),
    commitExact: true,
    files: Object.keys(files),
    frames: [],
    sources: new Map(),
    suspect: null,
    suspects: [],
  };
}
