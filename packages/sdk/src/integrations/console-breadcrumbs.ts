import { addBreadcrumb } from '../api.ts';
import { describeValue, read } from '../capture/bounded-copy.ts';
import { isErrorLike } from '../capture/exception-chain.ts';
import type { Integration, Level } from '../public-types.ts';
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
    setup() {
      // What noting itself writes (a `beforeBreadcrumb` that logs, `debug`) would be noted without end.
      let isNoting = false;
      const note = (level: Level, values: unknown[]): void => {
        isNoting = true;
        try {
          addBreadcrumb({
            category: 'console',
            level,
            message: values.slice(0, 10).map(describeArgument).join(' '),
          });
        } catch {
          // The host's own line must come out in any case.
        }
        isNoting = false;
      };
      return (Object.keys(LEVEL_OF) as (keyof typeof LEVEL_OF)[]).map((method) =>
        patchMethod(console, method, (original, isActive) => (...values: unknown[]) => {
          if (isActive() && !isNoting) note(LEVEL_OF[method], values);
          original.apply(console, values);
        }),
      );
    },
  };
}

function describeArgument(value: unknown): string {
  return describeValue(
    isErrorLike(value) ? `${String(read(value, 'name'))}: ${String(read(value, 'message'))}` : value,
    500,
  );
}
