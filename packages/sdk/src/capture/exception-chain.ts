import { attempt } from '../attempt.ts';
import { EXCEPTIONS_MAX, NAME_LENGTH_MAX, STACK_LENGTH_MAX } from '../limits.ts';
import type { CapturedException } from '../public-types.ts';
import { boundedCopy, boundedRecord, cleanText, clip, isObject, read } from './bounded-copy.ts';

/** Told elsewhere in the event; every other enumerable property of an error is the application's. */
const STANDARD_PROPERTIES = /^(?:name|message|stack|cause|errors)$/;

/** The thrown value, then its causes and members breadth first, each once. Accepts anything and never throws. */
export function describeThrown(thrown: unknown, fallbackStack = ''): CapturedException[] {
  const values = [thrown];
  const chain: CapturedException[] = [];
  const links: Pick<CapturedException, 'parent' | 'source'>[] = [];
  // The list grows while it is walked.
  for (const value of values) {
    const parent = chain.length;
    const add = (found: unknown, source: string): void => {
      if (found !== undefined && found !== null && !values.includes(found) && values.length < EXCEPTIONS_MAX)
        links[values.push(found) - 1] = { parent, source };
    };
    const isError = isErrorLike(value);
    // The first members of an AggregateError.
    const members = (isError && attempt(() => [].slice.call(read(value, 'errors'), 0, EXCEPTIONS_MAX))) || [];
    add(isObject(value) ? read(value, 'cause') : null, 'cause');
    members.forEach((member, position) => add(member, `errors[${position}]`));
    const properties = ownProperties(value);
    const text = isError ? String(read(value, 'message')) : describeNonError(value, properties);
    const stack = isError
      ? stackBelowHeader(String(read(value, 'stack')), text)
      : parent
        ? ''
        : fallbackStack;
    chain.push({
      ...links[parent],
      type: isError ? clip(read(value, 'name') || 'Error', NAME_LENGTH_MAX) : 'NonError',
      value: cleanText(text),
      stack: cleanText(stack, STACK_LENGTH_MAX),
      properties,
      group: members.length > 0,
      synthetic: !isError,
    });
  }
  return chain;
}

/** An error of this or another realm, or a DOMException. */
export function isErrorLike(value: unknown): boolean {
  return (
    typeof read(value, 'message') === 'string' && typeof read(value, 'name') === 'string' && isObject(value)
  );
}

/** Cut off by length, because a message may hold lines that look like frames, or megabytes: too many to compare. */
export function stackBelowHeader(stack: string, text: string): string {
  const start = text ? stack.indexOf(`: ${text.slice(0, 99)}`) : -1;
  return start >= 0 && start < NAME_LENGTH_MAX ? stack.slice(start + 2 + text.length) : stack;
}

/** Keys instead of values, so that equal mistakes group; the values are in the properties. */
function describeNonError(value: unknown, properties: object): string {
  if (!isObject(value)) return String(boundedCopy(value));
  const text = read(value, 'message') ?? read(value, 'type');
  return typeof text === 'string' ? text : `{${Object.keys(properties).slice(0, 10).join(', ')}}`;
}

function ownProperties(value: unknown): Record<string, unknown> {
  const own: Record<string, unknown> = {};
  // A revoked Proxy has no keys.
  for (const key of (isObject(value) && attempt(() => Object.keys(value))) || []) {
    const member = read(value, key);
    if (typeof member !== 'function' && !STANDARD_PROPERTIES.test(key)) own[key] = member;
  }
  return boundedRecord(own, 100);
}
