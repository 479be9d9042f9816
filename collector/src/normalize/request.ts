import { isJsonObject, LIMITS, type EventRequest, type Json } from '@bugsage/core';
import { readPairs } from './entries.ts';
import { boundJson } from './json-value.ts';
import { NORMALIZE_LIMITS } from './limits.ts';
import type { Note } from './notes.ts';
import { readText, scalarText } from './text.ts';

/** The HTTP request during which the event happened; null when the event has none. Cookies are never kept. */
export function readRequest(value: unknown, note: Note): EventRequest | null {
  if (value === null || value === undefined) return null;
  if (!isJsonObject(value)) {
    note('request', 'invalid_type', value);
    return null;
  }
  const { requestUrlLengthMax: lengthMax, requestUrlTolerance: tolerance } = NORMALIZE_LIMITS;
  const whole = readText(value['url'], { path: 'request.url', lengthMax, tolerance }, note);
  const url = splitUrl(whole);
  const headers = readHeaders(value['headers'], note);
  const method = readText(
    value['method'],
    { path: 'request.method', lengthMax: NORMALIZE_LIMITS.requestMethodLengthMax },
    note,
  );
  const request: EventRequest = {
    url: url.url,
    method: method?.toUpperCase() ?? null,
    query_string: readQuery(value['query_string'], note) ?? url.query,
    headers,
    data: readBody(value['data'], headers, note),
  };
  const isEmpty =
    request.url === null &&
    request.method === null &&
    request.query_string === null &&
    headers.length === 0 &&
    request.data === null;
  return isEmpty ? null : request;
}

/** The query has its own field; the fragment stays, because it is the route of many single-page apps. */
function splitUrl(whole: string | null): { url: string | null; query: string | null } {
  if (whole === null) return { url: null, query: null };
  const hash = whole.indexOf('#');
  const withoutFragment = hash < 0 ? whole : whole.slice(0, hash);
  const mark = withoutFragment.indexOf('?');
  if (mark < 0) return { url: whole, query: null };
  const query = withoutFragment.slice(mark + 1, mark + 1 + NORMALIZE_LIMITS.queryStringLengthMax);
  return {
    url: withoutFragment.slice(0, mark) + (hash < 0 ? '' : whole.slice(hash)),
    query: query === '' ? null : query,
  };
}

function readQuery(value: unknown, note: Note): string | null {
  const bounds = { path: 'request.query_string', lengthMax: NORMALIZE_LIMITS.queryStringLengthMax };
  if (typeof value !== 'object' || value === null) {
    const text = readText(value, bounds, note);
    return text?.startsWith('?') ? text.slice(1) || null : text;
  }
  const pairs = readPairs(value, bounds.path, note).map(
    ([key, item]) => `${scalarText(key) ?? ''}=${scalarText(item) ?? ''}`,
  );
  return readText(pairs.join('&'), bounds, note);
}

function readHeaders(value: unknown, note: Note): readonly (readonly [string, string])[] {
  const headers: [string, string][] = [];
  let bytesLeft: number = LIMITS.requestPartBytesMax;
  for (const [rawName, rawValue] of readPairs(value, 'request.headers', note)) {
    const name = readText(
      rawName,
      { path: 'request.headers', lengthMax: NORMALIZE_LIMITS.headerNameLengthMax },
      note,
    );
    if (name === null || COOKIE_HEADERS.has(name.toLowerCase())) continue;
    const joined = Array.isArray(rawValue)
      ? rawValue.map((line) => scalarText(line) ?? '').join(', ')
      : rawValue;
    const text = readText(
      joined,
      { path: `request.headers.${name}`, lengthMax: Math.max(3, bytesLeft) },
      note,
    );
    if (headers.length >= NORMALIZE_LIMITS.headersMax || bytesLeft <= 0) {
      note('request.headers', 'too_many');
      break;
    }
    bytesLeft -= name.length + (text?.length ?? 0);
    headers.push([name, text ?? '']);
  }
  return headers;
}

const COOKIE_HEADERS: ReadonlySet<string> = new Set(['cookie', 'set-cookie']);

function readBody(value: unknown, headers: readonly (readonly [string, string])[], note: Note): Json {
  const contentType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const bounds = {
    path: 'request.data',
    bytesMax: LIMITS.requestPartBytesMax,
    depthMax: NORMALIZE_LIMITS.jsonDepthMax,
  };
  const body = boundJson(typeof value === 'string' ? decodeBody(value, contentType) : value, bounds, note);
  // Nothing may be left of a text once what stores refuse is gone.
  return body === '' ? null : body;
}

function decodeBody(text: string, contentType: string): unknown {
  if (contentType.includes('json') || text.startsWith('{') || text.startsWith('[')) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return text;
    }
  }
  return contentType.includes('x-www-form-urlencoded') ? Object.fromEntries(new URLSearchParams(text)) : text;
}
