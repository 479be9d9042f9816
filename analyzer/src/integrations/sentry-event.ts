import type { JsonObject } from '@bugsage/core';

/** Sentry's API speaks of entries; the ingest protocol has a field for each. */
const FIELD_OF_ENTRY: Readonly<Record<string, string>> = {
  exception: 'exception',
  breadcrumbs: 'breadcrumbs',
  request: 'request',
  threads: 'threads',
  message: 'logentry',
};
/** Fields that mean the same in both. */
const SAME = [
  'platform',
  'level',
  'logger',
  'culprit',
  'transaction',
  'environment',
  'dist',
  'user',
  'contexts',
  'extra',
  'modules',
  'packages',
  'sdk',
  'fingerprint',
  'exception',
  'breadcrumbs',
  'request',
  'threads',
  'logentry',
  'message',
  'server_name',
] as const;

/**
 * An event as Sentry's API or its webhooks show it, in the shape its SDKs send. The id stays, so that one that comes
 * again counts once; the tag `sentry_issue` leads back to the issue there.
 */
export function eventOfSentry(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const same = Object.fromEntries(
    SAME.flatMap((name) => (given[name] === undefined || given[name] === null ? [] : [[name, given[name]]])),
  );
  const groupId = given['groupID'] ?? given['issue_id'] ?? given['groupId'];
  const release = given['release'];
  return {
    ...same,
    ...entriesOf(given['entries']),
    event_id: wordOf(given['eventID'] ?? given['event_id']).replaceAll('-', ''),
    timestamp: given['dateCreated'] ?? given['datetime'] ?? given['timestamp'],
    ...(isObject(release) ? { release: release['version'] } : typeof release === 'string' ? { release } : {}),
    ...(isObject(same['extra']) || !isObject(given['context']) ? {} : { extra: given['context'] }),
    tags: [
      ...tagsOf(given['tags']),
      ...(typeof groupId === 'string' || typeof groupId === 'number'
        ? [['sentry_issue', String(groupId)]]
        : []),
    ],
  };
}

function entriesOf(entries: unknown): Record<string, unknown> {
  if (!Array.isArray(entries)) return {};
  return Object.fromEntries(
    entries.filter(isObject).flatMap((entry) => {
      const field = FIELD_OF_ENTRY[wordOf(entry['type'])];
      return field === undefined || !isObject(entry['data'])
        ? []
        : [[field, field === 'request' ? requestOf(entry['data']) : withNames(entry['data'])]];
    }),
  );
}

/** Names the API writes in camel case, by those of the protocol. */
const PROTOCOL_NAMES: Readonly<Record<string, string>> = {
  absPath: 'abs_path',
  lineNo: 'lineno',
  colNo: 'colno',
  inApp: 'in_app',
  rawStacktrace: 'raw_stacktrace',
  queryString: 'query_string',
  threadId: 'thread_id',
};
/** Levels of nesting that are rewritten: values, stack trace, frames and what is in them. */
const DEPTH_MAX = 12;

function withNames(value: unknown, depth = 0): unknown {
  if (depth > DEPTH_MAX) return null;
  if (Array.isArray(value)) return value.map((item) => withNames(item, depth + 1));
  if (!isObject(value)) return value;
  const renamed = Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      PROTOCOL_NAMES[name] ?? name,
      // Values of variables keep the names they have.
      name === 'vars' || name === 'data' ? inner : withNames(inner, depth + 1),
    ]),
  );
  return withContext(renamed);
}

/** A frame's source comes as `[[line, text], ...]` around its line. */
function withContext(frame: Record<string, unknown>): Record<string, unknown> {
  const { context, lineno } = frame;
  if (!Array.isArray(context) || typeof lineno !== 'number') return frame;
  const lines = context.flatMap((line: unknown): [number, string][] =>
    Array.isArray(line) && typeof line[0] === 'number' ? [[line[0], String(line[1] ?? '')]] : [],
  );
  const textOf = (fits: (line: number) => boolean): string[] =>
    lines.filter(([line]) => fits(line)).map(([, text]) => text);
  const [context_line] = textOf((line) => line === lineno);
  const { context: _, ...rest } = frame;
  return {
    ...rest,
    pre_context: textOf((line) => line < lineno),
    ...(context_line === undefined ? {} : { context_line }),
    post_context: textOf((line) => line > lineno),
  };
}

function requestOf(data: Record<string, unknown>): Record<string, unknown> {
  const { query, queryString, ...rest } = data;
  return { ...rest, query_string: queryString ?? query };
}

/** `[{ key, value }]` of the API, `[[key, value]]` of webhooks, or an object. */
function tagsOf(tags: unknown): [string, string][] {
  if (Array.isArray(tags)) {
    return tags.flatMap((tag: unknown): [string, string][] => {
      const [key, value] = Array.isArray(tag)
        ? (tag as unknown[])
        : isObject(tag)
          ? [tag['key'], tag['value']]
          : [];
      return typeof key === 'string' && value !== undefined && value !== null ? [[key, wordOf(value)]] : [];
    });
  }
  return isObject(tags) ? Object.entries(tags).map(([key, value]) => [key, wordOf(value)]) : [];
}

/** A text as it is, anything else as JSON. */
function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function isObject(value: unknown): value is Record<string, unknown> & JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
