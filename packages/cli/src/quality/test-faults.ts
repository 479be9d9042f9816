import { runStep } from './step.ts';

/** The fault suite alone. `full` repeats every fault; the smoke part is what `npm test` runs too. */
export async function testFaults(options: { readonly smoke?: boolean }): Promise<void> {
  process.env['BUGSAGE_FAULTS'] = options.smoke === true ? 'smoke' : 'full';
  const passed = await runStep({
    name: `faults (${process.env['BUGSAGE_FAULTS']})`,
    // One at a time: what one fault slows down must not be taken for another's effect.
    command: [
      'vitest',
      'run',
      'packages/cli/test/faults',
      'packages/cli/test/mutants',
      '--no-file-parallelism',
    ],
  });
  process.exitCode = passed ? 0 : 1;
}
