import { randomBytes } from 'node:crypto';

const KEY = 'b'.repeat(32);
export const BENCHMARK_KEY = KEY;

/** An envelope as a browser SDK sends it, about 1.5 kB, with its own event id; `variety` issues take turns. */
export function envelope(sequence: number, variety: number): Buffer {
  const eventId = randomBytes(16).toString('hex');
  const functionName = `handle${letters(sequence % variety)}`;
  const frames = Array.from({ length: 6 }, (_, depth) => ({
    filename: `https://shop.example/assets/module-${depth}.js`,
    function: depth === 5 ? functionName : `caller${letters(depth)}`,
    in_app: true,
    lineno: 10 + depth,
    colno: 7,
  }));
  const event = {
    exception: {
      values: [
        {
          type: 'TypeError',
          value: "Cannot read properties of undefined (reading 'total')",
          stacktrace: { frames },
          mechanism: { type: 'onerror', handled: false },
        },
      ],
    },
    event_id: eventId,
    platform: 'javascript',
    timestamp: Date.now() / 1000,
    environment: 'production',
    release: 'shop@1.4.0',
    sdk: { name: 'sentry.javascript.browser', version: '10.78.0' },
    user: { id: String(sequence % 500) },
    tags: { plan: 'free', region: 'eu' },
    breadcrumbs: [
      {
        timestamp: Date.now() / 1000,
        category: 'fetch',
        data: { method: 'GET', url: '/api/cart', status_code: 200 },
      },
    ],
    request: {
      url: 'https://shop.example/cart',
      headers: { 'User-Agent': 'Mozilla/5.0 (X11; Linux x64) Chrome/156' },
    },
  };
  const header = JSON.stringify({ event_id: eventId, sent_at: new Date().toISOString() });
  return Buffer.from(`${header}\n{"type":"event"}\n${JSON.stringify(event)}`);
}

function letters(number: number): string {
  return Array.from(String(number), (digit) => 'abcdefghij'[Number(digit)]).join('');
}
