import { BugSageError } from '@bugsage/core';
import type { Outbound, OutboundResponse } from '../outbound/index.ts';

const RETRYABLE = new Set([408, 425, 429]);

/** Posts JSON to an address people chose. Throws `channel_refused`, retryable for 408, 425, 429 and 5xx. */
export async function postJson(
  outbound: Outbound,
  url: string,
  post: { body: string; headers?: Readonly<Record<string, string>> },
): Promise<OutboundResponse> {
  const response = await outbound.request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'BugSage', ...post.headers },
    body: post.body,
  });
  if (response.status >= 200 && response.status < 300) return response;
  throw new BugSageError({
    kind: 'unavailable',
    code: 'channel_refused',
    // The body is a stranger's and is not shown.
    message: `The channel answered ${response.status}.`,
    retryable: response.status >= 500 || RETRYABLE.has(response.status),
  });
}
