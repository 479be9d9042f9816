import { createHmac } from 'node:crypto';
import type { Outbound } from '../outbound/index.ts';
import type { ChannelMessage } from '../ports/channel-sender.ts';
import { postJson } from './post-json.ts';

/**
 * A signed webhook (docs/alerts.md). The header `BugSage-Signature: t=<unix seconds>,v1=<hex>` holds the HMAC-SHA256 of
 * `<t>.<body>` under the channel's secret; `BugSage-Delivery` is the same for every try of one message.
 */
export async function sendWebhook(
  outbound: Outbound,
  target: { url: string; secret: string },
  message: ChannelMessage,
  now: number,
): Promise<void> {
  const body = JSON.stringify({ ...message, marker: undefined });
  const seconds = Math.floor(now / 1_000);
  await postJson(outbound, target.url, {
    body,
    headers: {
      'bugsage-delivery': message.id,
      'bugsage-signature': `t=${seconds},v1=${signatureOf(target.secret, seconds, body)}`,
    },
  });
}

export function signatureOf(secret: string, unixSeconds: number, body: string): string {
  return createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest('hex');
}
