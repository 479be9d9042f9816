import { EVENT_LEVELS } from '../event.ts';
import type { JsonObject } from '../json.ts';
import type { EventRow, ExceptionTuple, HeaderLine } from './line-schemas.ts';
import type { SentryEventJson, SentryExceptionJson, SentryMechanismJson } from './sentry-event-json.ts';
import { type Tables, malformed } from './tables.ts';

type Source = { readonly header: HeaderLine; readonly tables: Tables; readonly line: number };

/** Writes one event row out to the shape of a Sentry event. Throws `BatchFormatError` for an index to nowhere. */
export function expandEvent(row: EventRow, source: Source): SentryEventJson {
  const [, id, ageMs, level, exceptions, detail] = row;
  const { header, tables, line } = source;
  const string = (index: number): string => tables.string(index, line);
  const object = (index: number): JsonObject => tables.object(index, line);
  const contexts: JsonObject = {
    ...(header.ctx && tables.copy(header.ctx, line)),
    ...(detail.c !== undefined && object(detail.c)),
  };
  return {
    event_id: id,
    timestamp: (header.at - ageMs) / 1000,
    platform: header.p,
    level: EVENT_LEVELS[level] as string,
    sdk: { name: header.sdk[0], version: header.sdk[1] },
    ...(header.rel !== undefined && { release: header.rel }),
    ...(header.env !== undefined && { environment: header.env }),
    ...(detail.tr !== undefined && { transaction: string(detail.tr) }),
    ...(detail.m !== undefined && { message: string(detail.m) }),
    ...(detail.fp && { fingerprint: detail.fp.map(string) }),
    ...(exceptions.length > 0 && { exception: { values: expandChain(exceptions, detail.h, source) } }),
    ...(detail.b?.length && { breadcrumbs: detail.b.map((index) => tables.breadcrumb(index, line)) }),
    ...(detail.u !== undefined && { user: object(detail.u) }),
    ...(detail.t !== undefined && { tags: object(detail.t) }),
    ...(Object.keys(contexts).length > 0 && { contexts }),
    ...(detail.x !== undefined && { extra: object(detail.x) }),
    ...request(detail.url, source),
    _bugsage: { times_seen: 1 },
  };
}

function request(
  url: number | undefined,
  { header, tables, line }: Source,
): Pick<SentryEventJson, 'request'> {
  if (url === undefined && header.ua === undefined) return {};
  return {
    request: {
      ...(url !== undefined && { url: tables.string(url, line) }),
      ...(header.ua !== undefined && { headers: { 'User-Agent': header.ua } }),
    },
  };
}

/** On the wire the thrown exception is first; Sentry's order is oldest cause first, with the wire position as id. */
function expandChain(
  chain: readonly ExceptionTuple[],
  how: EventRow[5]['h'],
  source: Source,
): SentryExceptionJson[] {
  const thrown = {
    type: how ? source.tables.string(how[0], source.line) : 'generic',
    handled: how ? how[1] === 1 : true,
  };
  return chain
    .map((exception, id) => expandException(exception, mechanism({ chain, id, thrown }, source), source))
    .toReversed();
}

function expandException(
  [type, value, frames]: ExceptionTuple,
  how: SentryMechanismJson,
  { tables, line }: Source,
): SentryExceptionJson {
  return {
    type: tables.string(type, line),
    value: tables.string(value, line),
    mechanism: how,
    ...(frames.length > 0 && {
      stacktrace: { frames: frames.map((index) => tables.frame(index, line)).toReversed() },
    }),
  };
}

function mechanism(
  at: { chain: readonly ExceptionTuple[]; id: number; thrown: { type: string; handled: boolean } },
  { tables, line }: Source,
): SentryMechanismJson {
  const [, , , parent, source, properties, flags] = at.chain[at.id] as ExceptionTuple;
  // A parent always stands before its causes, so following parents ends.
  if (typeof parent === 'number' && parent >= at.id)
    throw malformed(line, `exception ${at.id} names itself or a later one as parent`);
  return {
    type: at.id === 0 ? at.thrown.type : 'chained',
    handled: at.thrown.handled,
    ...(((flags ?? 0) & 2) !== 0 && { synthetic: true }),
    ...(at.chain.length > 1 && { exception_id: at.id }),
    ...(typeof parent === 'number' && { parent_id: parent }),
    ...(typeof source === 'number' && { source: tables.string(source, line) }),
    ...(((flags ?? 0) & 1) !== 0 && { is_exception_group: true }),
    ...(typeof properties === 'number' && { data: tables.object(properties, line) }),
  };
}
