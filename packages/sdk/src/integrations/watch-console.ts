import { addBreadcrumb } from '../api.ts';
import { describeValue } from '../capture/bounded-copy.ts';
import type { Level } from '../public-types.ts';
import { watchMethod } from './watch-method.ts';

const LEVELS = {
  debug: 'debug',
  info: 'info',
  log: 'info',
  warn: 'warning',
  error: 'error',
} as const satisfies Record<string, Level>;

/** Notes what is written to the console. */
export function watchConsole(): (() => void)[] {
  return (Object.keys(LEVELS) as (keyof typeof LEVELS)[]).map((method) =>
    watchMethod(console, method, (values: unknown[]) => {
      const message = values.slice(0, 10).map((value) => describeValue(value, 500));
      addBreadcrumb({ category: 'console', level: LEVELS[method], message: message.join(' ') });
    }),
  );
}
