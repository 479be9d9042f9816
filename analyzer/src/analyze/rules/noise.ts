import type { ErrorFacts } from '../error-facts.ts';
import type { Rule } from '../rule.ts';

type NoiseKind = {
  readonly matches: (error: ErrorFacts) => boolean;
  readonly reason: string;
  readonly ignore: string;
};

/** Errors that no change of this application would make go away. */
const KINDS: readonly NoiseKind[] = [
  {
    matches: ({ message }) =>
      /^ResizeObserver loop (?:limit exceeded|completed with undelivered notifications)/.test(message),
    reason:
      'The browser put off a resize notification by one frame. Nothing was lost and nothing was drawn wrong.',
    ignore: 'Ignore messages that start with `ResizeObserver loop`.',
  },
  {
    matches: ({ message, exception }) =>
      /^Script error\.?$/.test(message.trim()) && (exception?.frames.length ?? 0) === 0,
    reason:
      'A script of another origin failed, and the browser hides what it was. Without message and stack nobody can tell more.',
    ignore:
      'Load your own scripts with `crossorigin` and CORS headers, then such errors have a stack; ignore the rest.',
  },
  {
    matches: isExtensionError,
    reason: 'The code that failed belongs to a browser extension, not to this application.',
    ignore: 'Ignore errors whose crashing frame has an extension scheme.',
  },
  {
    matches: ({ message }) => /Object Not Found Matching Id:\d+, MethodName:/.test(message),
    reason: 'A link scanner of a mail program opened the page in an embedded browser; no visitor was there.',
    ignore: 'Ignore rejections that contain `Object Not Found Matching Id`.',
  },
];

export const noise: Rule = {
  id: 'noise',
  title: 'Noise of browsers, extensions and scanners',
  cure: 'An ignore rule; never a patch',
  matches: (error) => KINDS.some((kind) => kind.matches(error)),
  diagnose: async (_given, { error }) => {
    const kind = KINDS.find((one) => one.matches(error));
    if (kind === undefined) return null;
    return {
      classification: 'noise',
      noCodeFixReason: kind.reason,
      cause: kind.reason,
      location: null,
      certainty: 'message',
      originKnown: true,
      evidence: [],
      candidates: [],
      advice: [{ title: 'Ignore it', description: kind.ignore, kind: 'advice', confidence: 0.7 }],
      prevention: [],
      step: null,
    };
  },
};

/** The crashing frame counts, not one of its callers: an extension may well have called our code. */
function isExtensionError({ exception }: ErrorFacts): boolean {
  const crash = exception?.frames.at(-1);
  const file = crash?.abs_path ?? crash?.filename ?? '';
  return /^(?:chrome|moz|safari|safari-web|edge)-extension:\/\//.test(file);
}
