import { BugSageError } from '@bugsage/core';
import type { Outbound, OutboundResponse } from '../outbound/index.ts';

const RETRYABLE = new Set([408, 425, 429]);

/**
 * Posts JSON to an address people chose. Throws `channel_refused`, retryable for 408, 425, 429 and 5xx. An answer that
 * says no is believed; only that of a gateway which waited in vain (504; RFC 9110, 15.6.5) leaves it open.
 */
export async function postJson(
  outbound: Outbound,
  url: string,
  post: { body: string; headers?: Readonly<Record<string, string>> },
): Promise<OutboundResponse> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'BugSage', ...post.headers },
    body: post.body,
    newConnection: true,
  };
  return accepted(await outbound.request(url, request));
}

/** The answer, when it says yes. */
export function accepted(response: OutboundResponse): OutboundResponse {
  if (response.status >= 200 && response.status < 300) return response;
  throw new BugSageError({
    kind: 'unavailable',
    code: 'channel_refused',
    // The body is a stranger's and is not shown.
    message: `The channel answered ${response.status}.`,
    retryable: response.status >= 500 || RETRYABLE.has(response.status),
    mayBeDone: response.status === 504,
  });
}
