import type { InitOptions, Patterns } from '../public-types.ts';
import { clip, read } from './bounded-copy.ts';
import { stackBelowHeader } from './exception-chain.ts';

/** Why an occurrence is not wanted, asked before anything else costs time; undefined when it is. */
export function lossReason(
  { thrown, message }: { thrown?: unknown; message?: string },
  { ignoreErrors, denyUrls, allowUrls }: InitOptions,
): string | undefined {
  const text = message ?? String(read(thrown, 'message') ?? thrown);
  const calls = stackBelowHeader(String(read(thrown, 'stack')), text);
  // The place of the first call.
  const [file = ''] = /(?:[\w-]+:)?[/\\][^\n)]+:\d/.exec(clip(calls, 4096)) ?? [];
  // Code that the visitor installed: the page's owner can neither see nor fix it.
  if (file.includes('extension://')) return 'browser_extension';
  return matches(text, ignoreErrors) ||
    matches(`${String(read(thrown, 'name'))}: ${text}`, ignoreErrors) ||
    (file && (matches(file, denyUrls) || !matches(file, allowUrls ?? [''])))
    ? 'ignored'
    : undefined;
}

function matches(text: string, patterns: Patterns = []): boolean {
  // `split` takes texts as well as patterns, and has no state that a flag g would keep.
  return patterns.some((pattern) => text.split(pattern).length > 1);
}
