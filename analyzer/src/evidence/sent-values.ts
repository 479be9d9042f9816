import type { Frame, Json, NormalizedEvent } from '@bugsage/core';
import { scrubSecrets } from '../analyze/question/scrub-secrets.ts';
import { EVIDENCE_LIMITS } from './limits.ts';

/** A local variable as the SDK sent it with a frame. Attacker-writable like the rest of an event. */
export type SentValue = {
  /** Dotted path in the event, for citations. */
  readonly field: string;
  /** JSON, scrubbed and bounded. */
  readonly text: string;
  readonly isMissing: boolean;
};

/** The value of a name in a frame; null when the SDK sent none. */
export function sentValue(event: NormalizedEvent, frame: Frame, name: string): SentValue | null {
  const { vars } = frame;
  if (vars === null || !Object.hasOwn(vars, name)) return null;
  const value = vars[name];
  const place = placeOf(event, frame);
  if (place === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return {
    field: `${place}.vars.${name}`,
    text: scrubSecrets(text).slice(0, EVIDENCE_LIMITS.sentValueLengthMax),
    isMissing: isMissing(value),
  };
}

/** SDKs of languages with another word for nothing send it as text. */
function isMissing(value: Json): boolean {
  return (
    value === null || value === 'undefined' || value === 'None' || value === 'null' || value === '[undefined]'
  );
}

function placeOf(event: NormalizedEvent, frame: Frame): string | null {
  for (const [index, exception] of event.exceptions.entries()) {
    const at = exception.frames.indexOf(frame);
    if (at !== -1) return `exceptions.${index}.frames.${at}`;
  }
  return null;
}
