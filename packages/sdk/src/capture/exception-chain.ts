import { LIMITS } from '../limits.ts';
import type { CapturedException, CapturedFrame } from '../public-types.ts';
import { scrubText } from '../secrets.ts';
import { boundedRecord, clip, describeValue, read } from './bounded-copy.ts';
import { parseStack } from './parse-stack.ts';

/** Defined by the engines or told elsewhere in the event; everything else on an error is the application's. */
const STANDARD_PROPERTIES =
  /^(?:name|message|stack|cause|errors|line|column|lineNumber|columnNumber|fileName|sourceURL|stacktrace)$/;

type Link = { value: unknown; parent?: number; source?: string };

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
  const add = (value: unknown, parent: number, name: string): void => {
    const isNew = value !== undefined && value !== null && !links.some((link) => link.value === value);
    if (isNew && links.length < LIMITS.exceptionsMax) links.push({ value, parent, source: name });
  };
  const chain: CapturedException[] = [];
  for (let id = 0; id < links.length; id += 1) {
    const { value, ...relation } = links[id] as Link;
    const members = errorMembers(value);
    chain.push({
      ...describeOne(value, id === 0 ? source : { ...source, syntheticStack: undefined }),
      ...relation,
    });
    if (members.length > 0) (chain[id] as CapturedException).group = true;
    if (typeof value === 'object') add(read(value, 'cause'), id, 'cause');
    members.forEach((member, position) => add(member, id, `errors[${position}]`));
  }
  return chain;
}

/** An error of this or another realm, or a DOMException: it has a name and a message. */
export function isErrorLike(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof read(value, 'message') === 'string' &&
    (typeof read(value, 'stack') === 'string' || typeof read(value, 'name') === 'string')
  );
}

/** The first members of an AggregateError. */
function errorMembers(value: unknown): unknown[] {
  const errors = isErrorLike(value) ? read(value, 'errors') : undefined;
  try {
    return Array.isArray(errors) ? errors.slice(0, LIMITS.exceptionsMax) : [];
  } catch {
    return [];
  }
}

function describeOne(value: unknown, source: ChainSource): CapturedException {
  const frames = (stack: string): CapturedFrame[] => parseStack(stack).map(source.completeFrame);
  const isObject = typeof value === 'object' && value !== null;
  const properties = isObject ? ownProperties(value) : {};
  const withProperties = Object.keys(properties).length > 0 && { properties };
  if (!isErrorLike(value))
    return {
      type: source.fallbackType,
      value: isObject
        ? describeObject(value, properties)
        : message(describeValue(value, LIMITS.textLengthMax)),
      frames: frames(source.syntheticStack ?? ''),
      synthetic: true,
      ...withProperties,
    };
  const text = read(value, 'message') as string;
  const name = read(value, 'name');
  return {
    type: clip(typeof name === 'string' && name ? name : 'Error', LIMITS.nameLengthMax),
    value: message(text),
    frames: frames(stackBelowHeader(value, text)),
    ...withProperties,
  };
}

function message(text: string): string {
  return scrubText(clip(text, LIMITS.textLengthMax));
}

/** Cut off by length, because a message may hold lines that look like frames, or megabytes. */
function stackBelowHeader(error: unknown, text: string): string {
  const stack = read(error, 'stack');
  if (typeof stack !== 'string') return '';
  const start = text ? stack.indexOf(`: ${text}`) : -1;
  return start >= 0 && start < LIMITS.nameLengthMax ? stack.slice(start + 2 + text.length) : stack;
}

/** Keys instead of values, so that equal mistakes group; the values are in the properties. */
function describeObject(value: object, properties: Record<string, unknown>): string {
  const text = read(value, 'message');
  if (typeof text === 'string') return message(text);
  const kind = read(value, 'type');
  const keys = Object.keys(properties).slice(0, 10).join(', ');
  return typeof kind === 'string' && !keys
    ? `Event ${clip(kind, 100)}`
    : `Object with keys: ${clip(keys, 500)}`;
}

function ownProperties(value: object): Record<string, unknown> {
  try {
    const own: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      if (STANDARD_PROPERTIES.test(key)) continue;
      const member = read(value, key);
      if (typeof member !== 'function' && member !== undefined) own[key] = member;
    }
    return boundedRecord(own, 100);
  } catch {
    return {};
  }
}
