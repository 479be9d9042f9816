import type { JsonObject } from '../json.ts';
import { BATCH_LIMITS } from './limits.ts';
import type { EventRow, ExceptionTuple, HeaderLine } from './line-schemas.ts';
import type {
  SentryDebugImageJson,
  SentryEventJson,
  SentryExceptionJson,
  SentryFrameJson,
  SentryMechanismJson,
} from './sentry-event-json.ts';
import { type Tables, malformed, optional } from './tables.ts';

/** Reads the text of a stack, the call that threw first; the same order in the answer. */
export type ReadStack = (text: string) => readonly SentryFrameJson[];

type Source = {
  readonly header: HeaderLine;
  readonly tables: Tables;
  readonly line: number;
  readonly readStack: ReadStack;
};

/** Writes one event row out to the shape of a Sentry event. Throws `BatchFormatError` for an index to nowhere. */
export function expandEvent(row: EventRow, source: Source): SentryEventJson {
  const [, id, ageMs, level, exceptions, detail] = row;
  const { header, tables, line } = source;
  const string = (index: number | null | undefined): string | undefined => tables.string(index, line);
  const object = (index: number): JsonObject => tables.object(index, line);
  const contexts: JsonObject = {
    ...(header.ctx && tables.copy(header.ctx, line)),
    ...(detail.c !== undefined && object(detail.c)),
  };
  const url = string(detail.url);
  const crumbs = (detail.b ?? []).filter((index) => typeof index === 'number');
  return {
    event_id: id,
    timestamp: (header.at - ageMs) / 1000,
    platform: header.p,
    level: tables.level(level, line) ?? (exceptions.length > 0 ? 'error' : 'info'),
    sdk: { name: header.sdk[0], version: header.sdk[1] },
    ...optional('release', header.rel),
    ...optional('environment', header.env),
    ...optional('transaction', string(detail.tr)),
    ...optional('message', string(detail.m)),
    ...optional(
      'fingerprint',
      detail.fp?.map((index) => string(index) ?? ''),
    ),
    ...(exceptions.length > 0 && { exception: { values: expandChain(exceptions, detail.h, source) } }),
    ...(crumbs.length > 0 && { breadcrumbs: crumbs.map((index) => tables.breadcrumb(index, line)) }),
    ...optional('user', tables.user(detail.u, line)),
    ...(detail.t !== undefined && { tags: tagTexts(object(detail.t)) }),
    ...(Object.keys(contexts).length > 0 && { contexts }),
    ...(detail.x !== undefined && { extra: object(detail.x) }),
    ...(url !== undefined && { request: { url } }),
    ...(detail.d !== undefined && { debug_meta: { images: debugImages(object(detail.d)) } }),
    _bugsage: seen(detail.r, header),
  };
}

/** Of what is no text nothing can be found. */
function debugImages(files: JsonObject): SentryDebugImageJson[] {
  return Object.entries(files)
    .slice(0, BATCH_LIMITS.debugIdsPerEventMax)
    .flatMap(([id, file]) =>
      typeof file === 'string' ? [{ type: 'sourcemap', code_file: file, debug_id: id }] : [],
    );
}

function seen(repeats: EventRow[5]['r'], header: HeaderLine): SentryEventJson['_bugsage'] {
  if (!repeats) return { times_seen: 1 };
  const [count, ageMs] = repeats;
  return {
    times_seen: Math.min(1 + count, BATCH_LIMITS.repeatCountMax),
    last_seen: (header.at - ageMs) / 1000,
  };
}

/** Tags are texts; the client sends numbers and booleans as they are. */
function tagTexts(tags: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [
      key,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  );
}

/** On the wire the thrown exception is first; Sentry's order is oldest cause first, with the wire position as id. */
function expandChain(
  chain: readonly ExceptionTuple[],
  how: EventRow[5]['h'],
  source: Source,
): SentryExceptionJson[] {
  const thrown = {
    type: (how && source.tables.string(how[0], source.line)) ?? 'generic',
    handled: how ? how[1] : true,
  };
  return chain
    .map((exception, id) => expandException(exception, mechanism({ chain, id, thrown }, source), source))
    .toReversed();
}

function expandException(
  [type, value, calls]: ExceptionTuple,
  how: SentryMechanismJson,
  source: Source,
): SentryExceptionJson {
  const { tables, line } = source;
  const frames = expandCalls(calls ?? [], source);
  return {
    type: tables.string(type, line) ?? 'Error',
    value: tables.string(value, line) ?? '',
    mechanism: how,
    ...(frames.length > 0 && { stacktrace: { frames: frames.toReversed() } }),
  };
}

/** Frames as they are; neighbouring texts are the lines of one stack. */
function expandCalls(
  calls: readonly (number | null | undefined)[],
  { tables, line, readStack }: Source,
): SentryFrameJson[] {
  const found = calls.flatMap((index) => (typeof index === 'number' ? [tables.call(index, line)] : []));
  const lines = found.filter((call) => typeof call === 'string');
  return lines.length > 0
    ? [...readStack(lines.join('\n'))]
    : found.filter((call) => typeof call !== 'string');
}

function mechanism(
  at: { chain: readonly ExceptionTuple[]; id: number; thrown: { type: string; handled: boolean } },
  { tables, line }: Source,
): SentryMechanismJson {
  const [, , , parent, source, properties, group, synthetic] = at.chain[at.id] as ExceptionTuple;
  // A parent always stands before its causes, so following parents ends. `beforeSend` may have removed it.
  const parentId = typeof parent === 'number' && parent < at.chain.length ? parent : undefined;
  if (parentId !== undefined && parentId >= at.id)
    throw malformed(line, `exception ${at.id} names itself or a later one as parent`);
  return {
    type: at.id === 0 ? at.thrown.type : 'chained',
    handled: at.thrown.handled,
    ...(synthetic && { synthetic: true }),
    ...(at.chain.length > 1 && { exception_id: at.id }),
    ...optional('parent_id', parentId),
    ...optional('source', tables.string(source, line)),
    ...(group && { is_exception_group: true }),
    ...(typeof properties === 'number' && { data: tables.object(properties, line) }),
  };
}
