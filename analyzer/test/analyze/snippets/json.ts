import { requestStep } from '../event-fixture.ts';
import type { Snippet } from '../snippet.ts';

const HTML =
  "globalThis.fetch = async () => new Response('<html>Bad gateway</html>', { status: 502, headers: { 'content-type': 'text/html' } })";
const RATES = `globalThis.fetch = async () => new Response('{"rates":[1],"points":[2]}', { headers: { 'content-type': 'application/json' } })`;

export const JSON_TEXTS: readonly Snippet[] = [
  {
    name: 'an error page is parsed, another request of the file is checked',
    files: {
      'src/rates.js': `const URL = 'http://rates.example';

export async function rates(country) {
  const response = await fetch(URL + '/rates/' + country);
  const text = await response.text();
  const { rates } = JSON.parse(text);
  return rates;
}

export async function points(country) {
  const response = await fetch(URL + '/points/' + country);
  if (!response.ok) return [];
  const { points } = JSON.parse(await response.text());
  return points;
}
`,
    },
    entry: 'src/rates.js',
    run: `(${HTML}, m.rates('IS'))`,
    breadcrumbs: [requestStep('GET', 'http://rates.example/rates/IS', 502)],
    rule: 'json-parse',
    at: ['src/rates.js', 'const { rates } = JSON.parse(text);'],
    says: 'status 502',
    template: 'json-parse/neighbour-check',
    patched: [
      [`(${HTML}, m.rates('IS'))`, []],
      [`(${RATES}, m.rates('IS'))`, [1]],
    ],
  },
  {
    name: 'an error page is parsed, no neighbour shows a style',
    files: {
      'src/weather.js': `export async function weather(city) {
  const response = await fetch('http://weather.example/' + city);
  const data = await response.json();
  return data.rates;
}
`,
    },
    entry: 'src/weather.js',
    run: `(${HTML}, m.weather('Oslo'))`,
    rule: 'json-parse',
    at: ['src/weather.js', 'const data = await response.json();'],
    template: 'json-parse/status-check',
    patched: [
      [`(${HTML}, m.weather('Oslo'))`, { throws: 'The request failed with status 502.' }],
      [`(${RATES}, m.weather('Oslo'))`, [1]],
    ],
  },
  {
    name: 'the repository throws its own error for answers',
    files: {
      'src/http-error.js': `export class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}
`,
      'src/client.js': `import { HttpError } from './http-error.js';

export async function load(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new HttpError(answer.status, 'The service failed.');
  return answer.json();
}

export async function count(path) {
  const response = await fetch(path);
  const body = await response.json();
  return body.rates.length;
}
`,
    },
    entry: 'src/client.js',
    run: `(${HTML}, m.count('http://x.example'))`,
    rule: 'json-parse',
    template: 'json-parse/neighbour-check',
    contains: "if (!response.ok) throw new HttpError(response.status, 'The service failed.');",
    patched: [
      [`(${HTML}, m.count('http://x.example'))`, { throws: 'The service failed.' }],
      [`(${RATES}, m.count('http://x.example'))`, 1],
    ],
  },
  {
    name: 'the status is checked, a page comes with status 200',
    files: {
      'src/feed.js': `export async function feed() {
  const response = await fetch('http://feed.example');
  if (!response.ok) throw new Error('down');
  return JSON.parse(await response.text());
}
`,
    },
    entry: 'src/feed.js',
    run: "(globalThis.fetch = async () => new Response('<html>login</html>', { headers: { 'content-type': 'text/html' } }), m.feed())",
    rule: 'json-parse',
    says: 'its content type is not',
    template: 'json-parse/content-type-check',
    patched: [[`(${RATES}, m.feed())`, { rates: [1], points: [2] }]],
  },
  {
    name: 'a stored text is empty and the function states a default',
    files: {
      'src/settings.js': `export function settings(storage) {
  if (!storage.has('settings')) return null;
  const text = storage.get('settings');
  return JSON.parse(text);
}
`,
    },
    entry: 'src/settings.js',
    run: "m.settings(new Map([['settings', '']]))",
    rule: 'json-parse',
    at: ['src/settings.js', 'return JSON.parse(text);'],
    patched: [
      ["m.settings(new Map([['settings', '']]))", null],
      ["m.settings(new Map([['settings', '{}']]))", {}],
    ],
  },
  {
    name: 'a damaged text without any stated default gets no patch',
    files: {
      'src/read.js': `export function read(text) {
  const value = JSON.parse(text);
  return value.a;
}
`,
    },
    entry: 'src/read.js',
    run: "m.read('{a}')",
    rule: 'json-parse',
    noCandidates: true,
  },
  {
    name: 'look-alike: a syntax error of another kind',
    files: {
      'src/evaluate.js': `export function evaluate(text) {
  return new Function('return ' + text)();
}
`,
    },
    entry: 'src/evaluate.js',
    run: "m.evaluate('1 +')",
    rule: null,
    noCandidates: true,
  },
  {
    name: 'look-alike: a message of the application that talks about JSON',
    files: {
      'src/check.js': `export function check(text) {
  if (!text.startsWith('{')) throw new Error('Please send JSON, not ' + text);
  return text;
}
`,
    },
    entry: 'src/check.js',
    run: "m.check('x')",
    rule: null,
    noCandidates: true,
  },
];
