/** What a test run said; names are as the runner prints them, without times. */
export type TestResults = {
  readonly passed: number;
  readonly failed: number;
  readonly failing: readonly string[];
};

/** Totals of node:test (spec and TAP), vitest, jest, mocha, pytest, in the order their lines are tried. */
const TOTALS: readonly { readonly passed: RegExp; readonly failed: RegExp }[] = [
  { passed: /^(?:ℹ|#) pass (\d+)$/m, failed: /^(?:ℹ|#) fail (\d+)$/m },
  { passed: /^\s*Tests:?\s.*?(\d+) passed/m, failed: /^\s*Tests:?\s.*?(\d+) failed/m },
  { passed: /^\s*(\d+) passing\b/m, failed: /^\s*(\d+) failing\b/m },
  {
    passed: /^(?:=+ )?(?:\d+ [a-z]+, )*(\d+) passed\b.* in [\d.]+s/m,
    failed: /^(?:=+ )?(\d+) (?:failed|errors?)\b.* in [\d.]+s/m,
  },
];
const FAILING = [
  /^(?:FAIL|ERROR): (\w+ \([\w.]+\))$/,
  /^(?:FAILED|ERROR) (\S+\.py(?:::\S.*?)?)(?: - .*)?$/,
  /^\s*not ok \d+ - (.+?)(?: # .*)?$/,
  /^\s*(?:✖|×|✗) (.+?)(?: \([\d.]+ ?m?s\)| [\d.]+ ?m?s)?$/,
  /^\s*● (.+)$/,
  /^\s*FAIL\s+(.+)$/,
  /^\s*\d+\) (.+)$/,
];
const FAILING_MAX = 500;

/** Null when no runner's totals are in the output. */
export function parseTestResults(output: string): TestResults | null {
  for (const { passed, failed } of TOTALS) {
    const passing = lastNumber(output, passed);
    const failingCount = lastNumber(output, failed);
    if (passing === null && failingCount === null) continue;
    return { passed: passing ?? 0, failed: failingCount ?? 0, failing: failingNames(output) };
  }
  return unittestResults(output);
}

/** Python's unittest says how many ran and, when not all is well, how many of them failed. */
function unittestResults(output: string): TestResults | null {
  const ran = lastNumber(output, /^Ran (\d+) tests? in /m);
  if (ran === null) return null;
  const failed =
    (lastNumber(output, /^FAILED \(.*?failures=(\d+)/m) ?? 0) +
    (lastNumber(output, /^FAILED \(.*?errors=(\d+)/m) ?? 0);
  return { passed: Math.max(0, ran - failed), failed, failing: failingNames(output) };
}

function lastNumber(output: string, pattern: RegExp): number | null {
  const found = [...output.matchAll(new RegExp(pattern, 'gm'))].at(-1)?.[1];
  return found === undefined ? null : Number(found);
}

function failingNames(output: string): string[] {
  const names = output.split('\n').flatMap((line) => {
    for (const pattern of FAILING) {
      const name = pattern.exec(line)?.[1];
      if (name !== undefined && name !== 'failing tests:') return [name.trim()];
    }
    return [];
  });
  return [...new Set(names)].slice(0, FAILING_MAX);
}
