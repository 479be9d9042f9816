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
  {
    matches: ({ message }) =>
      /Cannot redefine property: (?:ethereum|solana|tron\w*)\b|(?:window\.)?ethereum\.\w+ is not|MetaMask/.test(
        message,
      ),
    reason: 'A wallet extension put its own objects into the page; the application has no part in it.',
    ignore: 'Ignore messages that name objects of wallets.',
  },
  {
    matches: ({ message }) =>
      /_AutofillCallbackHandler|__gCrWeb\b|\bzaloJSV2\b|window\.webkit\.messageHandlers|Java object is gone|Java bridge method invocation error|instantSearchSDKJSBridgeClearHighlight|_pcmBridgeCallbackHandler/.test(
        message,
      ),
    reason: 'An app that shows web pages put its own script into the page, and that script failed.',
    ignore: 'Ignore messages that name objects of such apps.',
  },
  {
    matches: ({ message }) =>
      /Extension context invalidated|message port closed before a response|Could not establish connection\. Receiving end does not exist|asynchronous response by returning true/.test(
        message,
      ),
    reason: 'A browser extension lost its connection to itself, most often because it was updated.',
    ignore: 'Ignore messages of the extension interface.',
  },
  {
    matches: ({ type, message }) =>
      type === 'NotAllowedError' &&
      /\bplay\(\)|user (?:gesture|didn't interact)|user denied permission/i.test(message),
    reason:
      'The browser did not let the page play or ask for something before the visitor did anything. That is the visitor’s choice.',
    ignore: 'Catch the rejection of `play()`, or ignore `NotAllowedError`.',
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
