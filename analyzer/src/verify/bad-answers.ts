import type { NormalizedEvent } from '@bugsage/core';
import { parseConnectionMessage } from '../analyze/messages/connection-message.ts';
import { parseJsonMessage } from '../analyze/messages/json-message.ts';
import type { FetchAnswer } from './replay/plan.ts';
import type { Shape } from './replay/shape.ts';

const PAGE =
  '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';
/** What a proxy says when the service behind it is away. */
const BAD_GATEWAY = 502;

/** `value`: what must have been handed in; null when the message does not tell. */
export type BadInput = { readonly answers: readonly FetchAnswer[]; readonly value: Shape | null };

/** What the outside world must have said for this message. */
export function badInputFor(error: { type: string; value: string }, event: NormalizedEvent): BadInput {
  const json = parseJsonMessage(error.type, error.value);
  if (json !== null) {
    const text = json.found === 'empty' ? '' : notJson(error.value);
    const contentType = text.startsWith('<') ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8';
    return {
      answers: [{ kind: 'text', status: failedStatus(event), contentType, text }],
      value: { kind: 'value', value: text },
    };
  }
  const connection = parseConnectionMessage(error.value);
  const failure = connection?.code ?? (error.value.startsWith('fetch failed') ? 'ECONNREFUSED' : null);
  return {
    answers: failure === null ? [] : [{ kind: 'failure', code: failure }],
    value: quotedValue(error.value),
  };
}

/** The message of Node.js for a second answer; null for every other one. */
export function answeredTwiceIn(message: string): string | null {
  return /^(?:Cannot|Can't) \w+ headers after they are sent/.test(message) ? message : null;
}

/** Values that a message names, where no ordinary one does the same. */
function quotedValue(message: string): Shape | null {
  const pattern = /^Invalid regular expression: \/(.+)\/\w*: /.exec(message)?.[1];
  if (pattern !== undefined) return { kind: 'value', value: pattern };
  if (/serialize a BigInt|^BigInt value can't be serialized/.test(message))
    return { kind: 'bigint', digits: '12345678901234567890' };
  return null;
}

/** V8 quotes how the text began, or only the letter that is wrong: `Unexpected token '<', "<!DOCTYPE "... is not valid JSON`. */
function notJson(message: string): string {
  const quoted = /Unexpected token .{0,20}?, (?:\.\.\.)?"([^"]*)"/.exec(message)?.[1];
  const token = /Unexpected token '?(\S)'? in JSON/.exec(message)?.[1];
  const start = quoted ?? token ?? '<';
  if (!start.startsWith('<')) return `${start} (upstream error)`;
  if (PAGE.toLowerCase().startsWith(start.toLowerCase())) return PAGE;
  return start.startsWith('<html') ? `<html><head><title>502 Bad Gateway</title></head></html>` : `${start}>`;
}

/** The last failed request the trail knows, else that of a gateway. */
function failedStatus(event: NormalizedEvent): number {
  for (const { data } of event.breadcrumbs.toReversed()) {
    const status = Number(data?.['status_code'] ?? data?.['status']);
    if (Number.isInteger(status) && status >= 400 && status <= 599) return status;
  }
  return BAD_GATEWAY;
}
