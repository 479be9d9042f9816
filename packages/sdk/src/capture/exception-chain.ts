import { EXCEPTIONS_MAX, NAME_LENGTH_MAX, TEXT_LENGTH_MAX } from '../limits.ts';
import type { CapturedException, CapturedFrame } from '../public-types.ts';
import { scrubText } from '../secrets.ts';
import { boundedRecord, clip, describeValue, isObject, read } from './bounded-copy.ts';
import { parseStack } from './parse-stack.ts';

/** Defined by the engines or told elsewhere in the event; everything else on an error is the application's. */
const STANDARD_PROPERTIES =
  /^(?:name|message|stack|stacktrace|cause|errors|(?:line|column)(?:Number)?|fileName|sourceURL)$/;

type Link = Pick<CapturedException, 'parent' | 'source'> & { value: unknown };

export type ChainSource = {
  /** Type of a value that is no error. */
  fallbackType: string;
  /** Stack to use for a value that has none. */
  syntheticStack?: string | undefined;
  completeFrame: (frame: CapturedFrame) => CapturedFrame;
};

/** The thrown value, then its causes and members breadth first, each once. Accepts anything and never throws. */
export function describeThrown(thrown: unknown, source: ChainSource): CapturedException[] {
  const links: Link[] = [{ value: thrown }];
  const chain: CapturedException[] = [];
  const add = (value: unknown, name: string): void => {
    const isKnown = value === undefined || value === null || links.some((link) => link.value === value);
    if (!isKnown && links.length < EXCEPTIONS_MAX) links.push({ value, parent: chain.length, source: name });
  };
  // The list grows while it is walked.
  for (const { value, parent, source: name } of links) {
    const members = errorMembers(value);
    if (isObject(value)) add(read(value, 'cause'), 'cause');
    members.forEach((member, position) => add(member, `errors[${position}]`));
    const relation = { parent, source: name, group: members.length > 0 };
    chain.push(Object.assign(describeOne(value, source, chain.length === 0), relation));
  }
  return chain;
}

/** An error of this or another realm, or a DOMException. */
export function isErrorLike(value: unknown): boolean {
  return (
    isObject(value) && typeof read(value, 'message') === 'string' && typeof read(value, 'name') === 'string'
  );
}

/** The first members of an AggregateError. */
function errorMembers(value: unknown): unknown[] {
  try {
    return isErrorLike(value) ? Array.from(read(value, 'errors') as unknown[]).slice(0, EXCEPTIONS_MAX) : [];
  } catch {
    return [];
  }
}

function describeOne(value: unknown, source: ChainSource, isThrown: boolean): CapturedException {
  const properties = ownProperties(value);
  const isError = isErrorLike(value);
  const text = read(value, 'message');
  const stack = isError ? stackBelowHeader(value, text as string) : isThrown && source.syntheticStack;
  return {
    type: isError ? clip(read(value, 'name') || 'Error', NAME_LENGTH_MAX) : source.fallbackType,
    value: scrubText(clip(isError ? text : describeNonError(value, properties), TEXT_LENGTH_MAX)),
    frames: parseStack(stack || '').map(source.completeFrame),
    properties,
    synthetic: !isError,
  };
}

/** Cut off by length, because a message may hold lines that look like frames, or megabytes. */
function stackBelowHeader(error: unknown, text: string): string {
  const stack = read(error, 'stack');
  if (typeof stack !== 'string') return '';
  const start = text ? stack.indexOf(`: ${text}`) : -1;
  return start >= 0 && start < NAME_LENGTH_MAX ? stack.slice(start + 2 + text.length) : stack;
}

/** Keys instead of values, so that equal mistakes group; the values are in the properties. */
function describeNonError(value: unknown, properties: object | undefined): unknown {
  if (!isObject(value)) return describeValue(value, TEXT_LENGTH_MAX);
  const text = read(value, 'message') ?? read(value, 'type');
  return typeof text === 'string'
    ? text
    : `Object with keys: ${Object.keys(properties ?? {})
        .slice(0, 10)
        .join(', ')}`;
}

function ownProperties(value: unknown): Record<string, unknown> | undefined {
  try {
    const own: Record<string, unknown> = {};
    if (isObject(value))
      for (const key of Object.keys(value)) {
        const member = read(value, key);
        if (typeof member !== 'function' && !STANDARD_PROPERTIES.test(key)) own[key] = member;
      }
    return Object.keys(own).length > 0 ? boundedRecord(own, 100) : undefined;
  } catch {
    return undefined;
  }
}
