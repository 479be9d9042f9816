import type { Frame } from '@bugsage/core';
import { IN_APP_RULES, PLATFORM_RULES, type InAppRule, type RuleSet } from './in-app-rules.ts';
import { remembering } from './remembering.ts';

export type FrameOrigin = Pick<Frame, 'filename' | 'abs_path' | 'module' | 'function'> & {
  readonly platform: string;
};

/**
 * Whether a frame is code of the application: true unless a rule of its platform names it as library, runtime or
 * tooling, or it has no place at all. The rules are data (protocol.md 2.5).
 */
export function isInAppFrame(frame: FrameOrigin): boolean {
  const path = frame.abs_path ?? frame.filename ?? '';
  const module = frame.module ?? '';
  if (path === '' && module === '') return false;
  const rules = PLATFORM_RULES[frame.platform] ?? 'native';
  if (path !== '' && isForeignPath[rules](path)) return false;
  const values = { module, function: frame.function ?? '' };
  return !IN_APP_RULES[rules].some((rule) => rule.field !== 'path' && matches(rule, values[rule.field]));
}

/** Whether a rule about paths names the file, for each set of rules. */
const isForeignPath = Object.fromEntries(
  Object.entries(IN_APP_RULES).map(([name, rules]) => {
    const ofPaths = rules.filter((rule) => rule.field === 'path');
    const isForeign = remembering((file) => {
      const path = file.replaceAll('\\', '/').toLowerCase();
      return ofPaths.some((rule) => matches(rule, path));
    });
    return [name, isForeign];
  }),
) as Record<RuleSet, (path: string) => boolean>;

function matches(rule: InAppRule, value: string): boolean {
  return value !== '' && TESTS[rule.test](value, rule.values);
}

const TESTS: Readonly<Record<InAppRule['test'], (value: string, values: readonly string[]) => boolean>> = {
  equals: (value, values) => values.includes(value),
  prefix: (value, values) => values.some((candidate) => value.startsWith(candidate)),
  contains: (value, values) => values.some((candidate) => value.includes(candidate)),
  bare: (value, values) => !value.includes('/') && values.some((candidate) => value.endsWith(candidate)),
  package: (value, values) => values.includes(value.split('/', 1)[0] ?? ''),
};
