import type { JsonObject } from '@bugsage/core';

/** Long names of protocol 6 and older; SDKs for PHP and Perl still send some. */
const ALIASES: Readonly<Record<string, string>> = {
  'sentry.interfaces.Exception': 'exception',
  'sentry.interfaces.Stacktrace': 'stacktrace',
  'sentry.interfaces.Message': 'logentry',
  'sentry.interfaces.Http': 'request',
  'sentry.interfaces.User': 'user',
  'sentry.interfaces.Template': 'template',
  'sentry.interfaces.Threads': 'threads',
  'sentry.interfaces.Breadcrumbs': 'breadcrumbs',
  'sentry.interfaces.Contexts': 'contexts',
};

/** The payload under the short names; a field that is sent under both keeps its short name's value. */
export function withShortNames(payload: JsonObject): JsonObject {
  const long = Object.keys(payload).filter((key) => Object.hasOwn(ALIASES, key));
  if (long.length === 0) return payload;
  const renamed = long.map((key) => [ALIASES[key], payload[key]] as const);
  return { ...Object.fromEntries(renamed), ...payload };
}
