import { isJsonObject, LIMITS, type Exception, type JsonObject, type Mechanism } from '@bugsage/core';
import { splitTypeAndValue } from '@bugsage/stacktrace';
import { readList } from './entries.ts';
import { readFrames } from './frames.ts';
import { jsonText } from './json-value.ts';
import { NORMALIZE_LIMITS } from './limits.ts';
import { readMechanism } from './mechanism.ts';
import type { Note } from './notes.ts';
import { cutText, readText } from './text.ts';

/**
 * The exceptions of an event, oldest cause first, thrown last. A stack that hangs on the event or on its crashed
 * thread goes to the exception it belongs to, or becomes a synthetic one of its own.
 */
export function readExceptions(payload: JsonObject, platform: string, note: Note): readonly Exception[] {
  const listed = readList(payload['exception'], 'exception', note);
  if (listed.length > LIMITS.exceptionsMax) note('exception', 'too_many', listed.length);
  // The newest are the ones that were thrown; the oldest of a very long chain repeat it.
  const exceptions = listed
    .slice(-LIMITS.exceptionsMax)
    .flatMap((value, index) => readException(value, { path: `exception.${index}`, platform }, note));
  return withLooseStack(exceptions, payload, platform, note);
}

type ExceptionContext = { readonly path: string; readonly platform: string };

function readException(value: unknown, { path, platform }: ExceptionContext, note: Note): Exception[] {
  if (!isJsonObject(value)) {
    note(path, 'invalid_type', value);
    return [];
  }
  const frames = readFrames(value['stacktrace'], { path: `${path}.stacktrace`, platform }, note);
  const named = readTypeAndValue(value, path, note);
  if (named.type === null && named.value === null && frames.length === 0) {
    note(path, 'missing_value');
    return [];
  }
  const module = readText(
    value['module'],
    { path: `${path}.module`, lengthMax: NORMALIZE_LIMITS.moduleLengthMax },
    note,
  );
  return [
    { ...named, module, mechanism: readMechanism(value['mechanism'], `${path}.mechanism`, note), frames },
  ];
}

/** Some SDKs send only `TypeError: x` as value, and some an object that was thrown. */
function readTypeAndValue(
  exception: JsonObject,
  path: string,
  note: Note,
): Pick<Exception, 'type' | 'value'> {
  const { exceptionTypeTolerance, exceptionValueTolerance } = NORMALIZE_LIMITS;
  const typeBounds = {
    path: `${path}.type`,
    lengthMax: LIMITS.exceptionTypeLengthMax,
    tolerance: exceptionTypeTolerance,
  };
  const valueBounds = {
    path: `${path}.value`,
    lengthMax: LIMITS.exceptionValueLengthMax,
    tolerance: exceptionValueTolerance,
  };
  const thrown = exception['value'];
  const type = readText(exception['type'], typeBounds, note);
  const value = readText(
    typeof thrown === 'object' && thrown !== null ? jsonText(thrown) : thrown,
    valueBounds,
    note,
  );
  if (type !== null || value === null || isSynthetic(exception)) return { type, value };
  const split = splitTypeAndValue(value);
  return split.type === null || split.value === ''
    ? { type, value }
    : { type: cutText(split.type, LIMITS.exceptionTypeLengthMax), value: split.value };
}

/** The text of a captured message is the user's own: `Payment: declined` has no type. */
function isSynthetic(exception: JsonObject): boolean {
  return isJsonObject(exception['mechanism']) && exception['mechanism']['synthetic'] === true;
}

function withLooseStack(
  exceptions: readonly Exception[],
  payload: JsonObject,
  platform: string,
  note: Note,
): readonly Exception[] {
  const [only] = exceptions;
  const isWanted = exceptions.length === 0 || (exceptions.length === 1 && only?.frames.length === 0);
  if (!isWanted) return exceptions;
  const frames = readFrames(
    payload['stacktrace'] ?? crashedThreadStack(payload, note),
    { path: 'stacktrace', platform },
    note,
  );
  if (frames.length === 0) return exceptions;
  if (only !== undefined) return [{ ...only, frames }];
  return [{ type: null, value: null, module: null, mechanism: SYNTHETIC, frames }];
}

/** Exactly one crashed thread, else exactly one current, else the only one. */
function crashedThreadStack(payload: JsonObject, note: Note): unknown {
  const threads = readList(payload['threads'], 'threads', note).filter(isJsonObject);
  for (const wanted of [
    threads.filter((thread) => thread['crashed'] === true),
    threads.filter((thread) => thread['current'] === true),
    threads,
  ]) {
    if (wanted.length === 1) return wanted[0]?.['stacktrace'];
  }
  return null;
}

const SYNTHETIC: Mechanism = {
  type: 'stacktrace',
  handled: null,
  synthetic: true,
  exception_id: null,
  parent_id: null,
  source: null,
  is_exception_group: false,
  data: null,
};
