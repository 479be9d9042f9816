import type { Exception } from '@bugsage/core';
import type { MessageClass } from './message-class.ts';
import { isJavaScript } from './location.ts';

/** The type as it is hashed: without generics, ids and numbers; a synthetic type is how it was caught instead. */
export function exceptionType(
  exception: Exception,
  messageClass: MessageClass | null,
  platform: string,
): string {
  if (exception.mechanism?.synthetic === true) return `(${exception.mechanism.type})`;
  if (messageClass?.canonicalType != null) return messageClass.canonicalType;
  const type = exception.type ?? '';
  // Minifiers rename error classes too; the name changes with every build.
  if (isJavaScript(platform) && /^[A-Za-z_$][\w$]?$/.test(type)) return '';
  const generic = type.search(/[<`[]/);
  return (generic <= 0 ? type : type.slice(0, generic)).replaceAll(/\$?\d+$/g, '').trim();
}
