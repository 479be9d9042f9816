// Runs in k6, not in Node: `npm run bench -- k6 <profile>` starts a server and hands over the environment.
import http from 'k6/http';
import { check } from 'k6';
import { Counter } from 'k6/metrics';

const PROFILES = JSON.parse(__ENV.PROFILES);
const profile = PROFILES[__ENV.PROFILE];
const acknowledged = new Counter('acknowledged');
const refused = new Counter('refused');

export const options = {
  scenarios: profile.scenarios,
  // Errors and iterations nobody could start, never times: those belong to the machine.
  thresholds: {
    checks: ['rate==1'],
    dropped_iterations: [`count<=${profile.droppedMax}`],
  },
  summaryTrendStats: ['med', 'p(95)', 'p(99)', 'max'],
  discardResponseBodies: true,
};

// A refusal that says when to come back is no error; it is what overload looks like.
http.setResponseCallback(http.expectedStatuses(200, 429, 503));

export function sendEvent() {
  const id = hexadecimal(32);
  const answer = http.post(
    `${__ENV.COLLECTOR_URL}/api/1/envelope/?sentry_key=${__ENV.KEY}&sentry_version=7`,
    `{"event_id":"${id}"}\n{"type":"event"}\n${JSON.stringify(event(id))}`,
  );
  const hasRetryAfter = answer.headers['Retry-After'] !== undefined;
  (answer.status === 200 ? acknowledged : refused).add(1);
  check(answer, {
    'is acknowledged, or told when to come back': ({ status }) =>
      status === 200 || ((status === 429 || status === 503) && hasRetryAfter),
  });
}

export function handleSummary(data) {
  return { [__ENV.SUMMARY_FILE]: JSON.stringify(data) };
}

const VARIETY = 20;

function event(id) {
  const line = Number.parseInt(id.slice(0, 4), 16) % VARIETY;
  return {
    event_id: id,
    platform: 'javascript',
    release: 'shop@1.4.0',
    environment: 'production',
    user: { id: String(Number.parseInt(id.slice(4, 8), 16) % 500) },
    tags: { plan: 'free', region: 'eu' },
    request: { url: 'https://shop.example/cart' },
    exception: {
      values: [
        {
          type: 'TypeError',
          value: "Cannot read properties of undefined (reading 'total')",
          stacktrace: {
            frames: Array.from({ length: 6 }, (_, depth) => ({
              filename: `https://shop.example/assets/module-${depth}.js`,
              function: depth === 5 ? `handle${'abcdefghijklmnopqrst'.charAt(line)}` : 'caller',
              in_app: true,
              lineno: 10 + depth,
              colno: 7,
            })),
          },
        },
      ],
    },
  };
}

function hexadecimal(length) {
  let text = '';
  while (text.length < length)
    text += Math.floor(Math.random() * 65_536)
      .toString(16)
      .padStart(4, '0');
  return text;
}
