import type { CapturedEvent, InitOptions, Patterns } from '../public-types.ts';
import { firstFile } from './first-file.ts';

/** Why an event is not wanted; undefined when it is. */
export function lossReason(
  { exceptions: [thrown], message = '' }: CapturedEvent,
  options: InitOptions,
): string | undefined {
  const text = thrown?.value ?? message;
  const file = firstFile(thrown?.stack);
  // Code that the visitor installed: the page's owner can neither see nor fix it.
  if (/extension:/.test(file as string)) return 'browser_extension';
  return matches(text, options.ignoreErrors) ||
    matches(`${thrown?.type}: ${text}`, options.ignoreErrors) ||
    (file && (matches(file, options.denyUrls) || !matches(file, options.allowUrls ?? [''])))
    ? 'ignored'
    : // Last, so that what is sampled is known to be wanted.
      Math.random() >= (options.sampleRate ?? 1)
      ? 'sampled'
      : undefined;
}

function matches(text: string, patterns: Patterns = []): boolean {
  // `split` takes texts as well as patterns, and has no state that a flag g would keep.
  return patterns.some((pattern) => text.split(pattern).length > 1);
}
