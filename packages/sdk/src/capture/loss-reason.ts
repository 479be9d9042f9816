import type { CapturedEvent, InitOptions, Patterns } from '../public-types.ts';
import { clip } from './bounded-copy.ts';

/** Why an event is not wanted; undefined when it is. */
export function lossReason(
  { exceptions: [thrown], message = '' }: CapturedEvent,
  { ignoreErrors, denyUrls, allowUrls = [''] }: InitOptions,
): string | undefined {
  const { type, value: text, stack } = thrown ?? { value: message };
  // The place of the first call.
  const [file] = /(?:[\w-]+:)?[/\\][^\n)]+:\d/.exec(clip(stack, 4096)) ?? [];
  // Code that the visitor installed: the page's owner can neither see nor fix it.
  if (file?.includes('extension://')) return 'browser_extension';
  return matches(text, ignoreErrors) ||
    matches(`${type}: ${text}`, ignoreErrors) ||
    (file && (matches(file, denyUrls) || !matches(file, allowUrls)))
    ? 'ignored'
    : undefined;
}

function matches(text: string, patterns: Patterns = []): boolean {
  // `split` takes texts as well as patterns, and has no state that a flag g would keep.
  return patterns.some((pattern) => text.split(pattern).length > 1);
}
