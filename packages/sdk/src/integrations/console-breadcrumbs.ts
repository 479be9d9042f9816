import { describeValue, read } from '../capture/bounded-copy.ts';
import { isErrorLike } from '../capture/exception-chain.ts';
import type { Integration, IntegrationHost, Level } from '../public-types.ts';
import { patchMethod } from './patch.ts';

const LEVEL_OF = {
  debug: 'debug',
  info: 'info',
  log: 'info',
  warn: 'warning',
  error: 'error',
} as const satisfies Record<string, Level>;

/** Notes what is written to the console. */
export function consoleBreadcrumbs(): Integration {
  return {
    name: 'console',
    setup(host) {
      const methods = Object.keys(LEVEL_OF) as (keyof typeof LEVEL_OF)[];
      const restores = methods.map((method) =>
        patchMethod(console, method, (original, isActive) => (...values: unknown[]) => {
          if (isActive()) note(host, method, values);
          original.apply(console, values);
        }),
      );
      return () => restores.forEach((restore) => restore());
    },
  };
}

function note(host: IntegrationHost, method: keyof typeof LEVEL_OF, values: unknown[]): void {
  try {
    const message = values.slice(0, 10).map(describeArgument).join(' ');
    host.addBreadcrumb({ category: 'console', level: LEVEL_OF[method], message });
  } catch {
    // The host's own line must come out in any case.
  }
}

function describeArgument(value: unknown): string {
  return describeValue(
    isErrorLike(value) ? `${String(read(value, 'name'))}: ${String(read(value, 'message'))}` : value,
    500,
  );
}
