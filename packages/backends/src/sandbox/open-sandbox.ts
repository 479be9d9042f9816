import { BugSageError } from '@bugsage/core';
import type { Sandbox } from '../ports/index.ts';
import { openBubblewrap, runInBubblewrap } from './bubblewrap.ts';
import { SANDBOX_LIMITS } from './limits.ts';
import type { ResourceBounds } from './watch-resources.ts';

export type SandboxOptions = {
  /** `auto` takes bubblewrap where it works and `none` elsewhere; `bubblewrap` fails where it does not work. */
  readonly kind: 'auto' | 'bubblewrap' | 'none';
  readonly bounds?: Partial<ResourceBounds>;
};

/** A sandbox that knows why it is `none`; null when it can run code. */
export type OpenedSandbox = Sandbox & { readonly reason: string | null };

/** Errors: `sandbox_unavailable`, only for kind `bubblewrap`. */
export async function openSandbox(options: SandboxOptions): Promise<OpenedSandbox> {
  if (options.kind === 'none') return noSandbox('Running code is switched off.');
  const bounds = {
    memoryBytesMax: options.bounds?.memoryBytesMax ?? SANDBOX_LIMITS.memoryBytesMax,
    diskBytesMax: options.bounds?.diskBytesMax ?? SANDBOX_LIMITS.diskBytesMax,
    processesMax: options.bounds?.processesMax ?? SANDBOX_LIMITS.processesAbort,
  };
  try {
    const bubblewrap = await openBubblewrap(bounds);
    return { kind: 'bubblewrap', reason: null, run: (command) => runInBubblewrap(bubblewrap, command) };
  } catch (error) {
    const expected = error instanceof BugSageError && error.code === 'sandbox_unavailable';
    if (options.kind === 'auto' && expected) return noSandbox(error.message);
    throw error;
  }
}

function noSandbox(reason: string): OpenedSandbox {
  return {
    kind: 'none',
    reason,
    run: () =>
      Promise.reject(
        new BugSageError({
          kind: 'unavailable',
          code: 'sandbox_none',
          message: `Nothing is executed without a sandbox. ${reason}`,
        }),
      ),
  };
}
