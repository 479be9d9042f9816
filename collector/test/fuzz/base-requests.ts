import { deflateSync } from 'node:zlib';
import { hasCorpus } from '../corpora.ts';
import { RECORDED_REQUESTS, readRecordedRequests } from '../recorded-requests.ts';
import { EVENT, ID, ONE_EVENT, OTHER_ID, envelope } from '../receive-client.ts';
import { KEY, PROJECT } from '../start-collector.ts';

/** A whole request that the collector would answer with 200; `plain` has no content encoding. */
export type BaseRequest = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly plain: Buffer;
};

const QUERY = `sentry_key=${KEY}&sentry_version=7`;
const RICH_EVENT = JSON.stringify({
  event_id: OTHER_ID,
  timestamp: 1_700_000_000.5,
  platform: 'javascript',
  level: 'error',
  release: 'shop@1.0.0',
  environment: 'production',
  tags: { a: 'b', c: 1 },
  user: { id: '7', email: 'a@b.example', ip_address: '203.0.113.7' },
  extra: { list: [1, 2, { deep: { er: true } }] },
  contexts: { os: { name: 'Linux' }, trace: { trace_id: ID } },
  request: { url: 'https://h/p?token=x', headers: [['Cookie', 'a=b']], data: { a: 1 } },
  breadcrumbs: { values: [{ timestamp: 1_700_000_000, message: 'hello', data: { url: '/' } }] },
  fingerprint: ['{{ default }}', 'x'],
  exception: {
    values: [
      {
        type: 'TypeError',
        value: 'x is undefined',
        mechanism: { type: 'onerror', handled: false },
        stacktrace: {
          frames: [
            { function: 'f', filename: 'https://h/a.js', lineno: 1, colno: 2, vars: { password: 'p' } },
            { function: 'g', filename: '/srv/b.js', lineno: 3, in_app: true, context_line: 'throw x' },
          ],
        },
      },
    ],
  },
  debug_meta: { images: [{ type: 'sourcemap', code_file: 'https://h/a.js', debug_id: ID }] },
});
const BATCH = envelope(
  {
    v: 1,
    k: KEY,
    sdk: ['bugsage.javascript', '0.1.0'],
    p: 'javascript',
    at: 1_700_000_000_000,
    rel: 'shop@1.0.0',
    ctx: { os: { name: 'Linux' } },
    lost: { sampled: 2 },
    t: [
      'TypeError',
      'x is undefined',
      '/srv/a.js',
      'f',
      [2, 3, 12, 5, 1],
      { id: '7' },
      [3000, 3, 8, 1],
      '    at f (/srv/a.js:12:5)',
      'error',
      { 'b6ae9a2b-4a6b-4bd3-8d8a-3c2f4a9d0c11': '/srv/a.js' },
    ],
  },
  ['e', ID, 5, 8, [[0, 1, [4]]], { u: 5, b: [6], r: [9, 1], d: 9 }],
  ['s', ID, 1_700_000_000_000, { exited: 3, crashed: 1 }, 'ann'],
  ['e', OTHER_ID, 5, null, [[0, 1, [7]]], {}],
);

/** Recorded requests (when their folder is there) and our own of every endpoint. */
export function baseRequests(): readonly BaseRequest[] {
  const recorded = hasCorpus(RECORDED_REQUESTS) ? readRecordedRequests() : [];
  return [...recorded.map(fromRecorded), ...ownRequests()];
}

function fromRecorded({
  name,
  method,
  url,
  headers,
  plain,
}: ReturnType<typeof readRecordedRequests>[number]) {
  const [path = '', query = ''] = url.split('?', 2);
  return { name, method, path, query, headers, plain };
}

function ownRequests(): readonly BaseRequest[] {
  const data = encodeURIComponent(deflateSync(RICH_EVENT).toString('base64'));
  return [
    post('envelope', `/api/${PROJECT}/envelope/`, ONE_EVENT),
    post('rich envelope', `/api/${PROJECT}/envelope/`, envelope({}, { type: 'event' }, RICH_EVENT)),
    post(
      'envelope of many items',
      `/api/${PROJECT}/envelope/`,
      envelope(
        { event_id: ID, sent_at: '2023-11-14T22:13:20Z' },
        { type: 'event', length: Buffer.byteLength(RICH_EVENT) },
        RICH_EVENT,
        { type: 'client_report' },
        { discarded_events: [{ reason: 'before_send', category: 'error', quantity: 3 }] },
        { type: 'attachment', length: 3, filename: 'a' },
        'a\nb',
        { type: 'transaction' },
        {},
      ),
    ),
    post(
      'tunnel',
      '/api/tunnel/',
      envelope({ dsn: `https://${KEY}@h/${PROJECT}` }, { type: 'event' }, EVENT),
    ),
    post('store', `/api/${PROJECT}/store/`, RICH_EVENT),
    {
      ...post('store in the query', `/api/${PROJECT}/store/`, ''),
      method: 'GET',
      query: `${QUERY}&sentry_data=${data}`,
    },
    post('batch', `/api/${PROJECT}/batch/`, BATCH),
  ];
}

function post(name: string, path: string, text: string): BaseRequest {
  return { name, method: 'POST', path, query: QUERY, headers: {}, plain: Buffer.from(text) };
}
