import type { Exception, FingerprintPart, NormalizedEvent } from '@bugsage/core';
import type { KeyField } from './key-hash.ts';
import { BS1_LIMITS } from './limits.ts';
import { findLocation, isJavaScript } from './location.ts';
import { messageText, parameterizedLine } from './message-key.ts';

export type MadeUpKey = { readonly fields: readonly KeyField[]; readonly part: FingerprintPart };

/**
 * A second key for what was thrown or rejected without being an error (`throw 'text'`). JavaScript SDKs make up an
 * exception for it, each version in its own way: another name of the place where they caught it, with or without a
 * stack. This key has only what all of them send.
 */
export function madeUpKey(event: NormalizedEvent, main: Exception | null): MadeUpKey | null {
  if (main?.mechanism?.synthetic !== true || !isJavaScript(event.platform)) return null;
  const thrownText = messageText(event.message);
  const message = parameterizedLine(thrownText ?? main.value ?? '');
  const hasNoPlace = thrownText !== null || isSdkStack(main.mechanism.type);
  const location = hasNoPlace ? '' : (findLocation(main.frames, event.platform)?.key ?? '');
  return {
    fields: [
      ['kind', 'made up'],
      ['location', location],
      ['message', message],
    ],
    part: {
      name: 'also found as',
      value: `${location === '' ? '' : `${location}: `}${message}`.slice(0, BS1_LIMITS.partValueLengthMax),
      hashed: false,
      reason:
        'what was thrown is no error; versions of SDKs disagree on where they caught it, so this finds the issue too',
    },
  };
}

/** Wrappers around timers and listeners of browsers: the stack that is made up there is the SDK's own. */
function isSdkStack(mechanism: string): boolean {
  return mechanism === 'instrument' || mechanism.startsWith('auto.browser.browserapierrors.');
}
