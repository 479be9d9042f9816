import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/*/{src,test}/**/*.test.{ts,tsx}',
      '{collector,analyzer}/{src,test}/**/*.test.ts',
      'benchmarks/**/*.test.ts',
    ],
    // Real engines start in some suites; two cores serve all of them.
    testTimeout: 60_000,
    // A second, which is the default, is a wish about the machine; what never comes is still found.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
