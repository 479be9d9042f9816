import { attempt } from '../attempt.ts';
import { EXCEPTIONS_MAX, NAME_LENGTH_MAX, STACK_LENGTH_MAX } from '../limits.ts';
import type { CapturedException } from '../public-types.ts';
import { boundedCopy, boundedRecord, cleanText, clip, isObject, read } from './bounded-copy.ts';

/**
 * The thrown value, then its causes and members breadth first, each once. Accepts anything and never throws. A value
 * without a stack gets that of its `caller`.
 */
export function describeThrown(
  thrown: unknown,
  caller?: { stack?: string | undefined },
): CapturedException[] {
  const chain: CapturedException[] = [];
  const links: [value: unknown, parent?: number, source?: string][] = [[thrown]];
  // The list grows while it is walked.
  for (const [value, parent, source] of links) {
    const name = read(value, 'name');
    const message = read(value, 'message');
    // Of this or another realm, or a DOMException.
    const isError = typeof name === 'string' && typeof message === 'string';
    // The first members of an AggregateError.
    const members = (isError && attempt(() => [].slice.call(read(value, 'errors'), 0, EXCEPTIONS_MAX))) || [];
    const below = [read(value, 'cause'), ...members];
    for (const [index, next] of below.entries())
      if (
        next !== undefined &&
        next !== null &&
        !links.some(([known]) => known === next) &&
        links.length < EXCEPTIONS_MAX
      )
        links.push([next, chain.length, index ? `errors[${index - 1}]` : 'cause']);
    // Those are told elsewhere in the event; every other enumerable property of an error is the application's.
    const {
      name: _name,
      message: _text,
      stack: _stack,
      cause: _cause,
      errors: _errors,
      ...properties
    } = boundedRecord(value, 100);
    const label = message ?? read(value, 'type');
    const text =
      typeof label === 'string'
        ? label
        : isObject(value)
          ? // Keys instead of values, so that equal mistakes group; the values are in the properties.
            `{${Object.keys(properties).slice(0, 10).join()}}`
          : String(boundedCopy(value));
    const stack = isError
      ? stackBelowHeader(String(read(value, 'stack')), text)
      : chain[0]
        ? ''
        : caller?.stack;
    chain.push({
      parent,
      source,
      type: isError ? clip(name || 'Error', NAME_LENGTH_MAX) : 'NonError',
      value: cleanText(text),
      stack: cleanText(stack ?? '', STACK_LENGTH_MAX),
      properties,
      group: !!members[0],
      synthetic: !isError,
    });
  }
  return chain;
}

/** Cut off by length, because a message may hold lines that look like frames, or megabytes: too many to compare. */
function stackBelowHeader(stack: string, text: string): string {
  const start = stack.indexOf(`: ${text.slice(0, 99)}`);
  return start >= 0 && start < NAME_LENGTH_MAX ? stack.slice(start + 2 + text.length) : stack;
}
