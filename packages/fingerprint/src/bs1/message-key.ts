import type { Exception, NormalizedEvent } from '@bugsage/core';
import { BS1_LIMITS } from './limits.ts';
import { isJavaScript } from './location.ts';
import { classifyMessage, type MessageClass } from './message-class.ts';
import { parameterize } from './parameterize.ts';

/** The class of an exception's message when an engine raised it. */
export function messageClassOf(exception: Exception, platform: string): MessageClass | null {
  if (!isJavaScript(platform) || exception.value === null) return null;
  return classifyMessage(exception.type, firstLine(exception.value));
}

/** The message of an exception as it is hashed: its class where engines differ, else its parameterised first line. */
export function messageKey(text: string, messageClass: MessageClass | null): string {
  if (messageClass === null) return parameterizedLine(text);
  return messageClass.subject === null ? messageClass.name : `${messageClass.name}:${messageClass.subject}`;
}

/** What a captured message says: the template where there is one, because its values are no part of the bug. */
export function messageText(message: NormalizedEvent['message']): string | null {
  return message === null ? null : (message.template ?? message.formatted);
}

export function parameterizedLine(text: string): string {
  return parameterize(firstLine(text)).slice(0, BS1_LIMITS.messageHashedLengthMax);
}

/** The first line that is not blank, white space folded. */
export function firstLine(text: string): string {
  const start = text.slice(0, BS1_LIMITS.messageReadLengthMax * 2).trimStart();
  const end = start.search(/[\r\n]/);
  const line = (end < 0 ? start : start.slice(0, end)).slice(0, BS1_LIMITS.messageReadLengthMax);
  return (UNFOLDED.test(line) ? line.replaceAll(/\s+/g, ' ') : line).trim();
}

/** White space that folding would change: more than one, or another than a blank. Most lines have none. */
const UNFOLDED = /\s\s|[^\S ]/;
