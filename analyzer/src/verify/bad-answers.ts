import type { NormalizedEvent } from '@bugsage/core';
import { parseConnectionMessage } from '../analyze/messages/connection-message.ts';
import { parseJsonMessage } from '../analyze/messages/json-message.ts';
import type { FetchAnswer } from './replay/plan.ts';

const PAGE =
  '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';
/** What a proxy says when the service behind it is away. */
const BAD_GATEWAY = 502;

export type BadInput = { readonly answers: readonly FetchAnswer[]; readonly text: string | null };

/** What the outside world must have said for this message. */
export function badInputFor(error: { type: string; value: string }, event: NormalizedEvent): BadInput {
  const json = parseJsonMessage(error.type, error.value);
  if (json !== null) {
    const text = json.found === 'empty' ? '' : notJson(error.value);
    const contentType = text.startsWith('<') ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8';
    return { answers: [{ kind: 'text', status: failedStatus(event), contentType, text }], text };
  }
  const connection = parseConnectionMessage(error.value);
  const failure = connection?.code ?? (error.value.startsWith('fetch failed') ? 'ECONNREFUSED' : null);
  return { answers: failure === null ? [] : [{ kind: 'failure', code: failure }], text: null };
}

/** V8 quotes how the text began: `Unexpected token '<', "<!DOCTYPE "... is not valid JSON`. */
function notJson(message: string): string {
  const start = /Unexpected token .*?, (?:\.\.\.)?"([^"]*)"/.exec(message)?.[1] ?? '<';
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
