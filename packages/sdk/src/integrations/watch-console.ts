import { captureBreadcrumb } from '../capture/breadcrumb.ts';
import { boundedCopy, isObject } from '../capture/bounded-copy.ts';
import type { Level } from '../public-types.ts';
import { watchMethods } from './watch-methods.ts';

/** Where the console has another word for it. */
const LEVELS: Record<string, Level> = { log: 'info', warn: 'warning' };

/** Notes what is written to the console. */
export function watchConsole(): (() => void)[] {
  return watchMethods(
    console,
    ['debug', 'info', 'log', 'warn', 'error'],
    (values: unknown[], _: undefined, __: undefined, method: Level) => {
      const texts = (boundedCopy(values, [60, 5]) as unknown[]).map((value) =>
        isObject(value) ? JSON.stringify(value) : value,
      );
      captureBreadcrumb({ category: 'console', level: LEVELS[method] ?? method, message: texts.join(' ') });
    },
  );
}
