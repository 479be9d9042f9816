import { describe, expect, test } from 'vitest';
import { FILTERED } from './marker.ts';
import { scrubCode, scrubText, scrubUrl } from './scrub-text.ts';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
const PEM = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----';

describe('secrets that show by their form', () => {
  test.each([
    ['paid with 4111 1111 1111 1111 today', `paid with ${FILTERED} today`],
    ['card 5500-0000-0000-0004.', `card ${FILTERED}.`],
    ['amex 378282246310005', `amex ${FILTERED}`],
    [`bearer is ${JWT}!`, `bearer is ${FILTERED}!`],
    ['sent Bearer abc123def now', `sent Bearer ${FILTERED} now`],
    ['sent Basic dXNlcjpwYXNz now', `sent Basic ${FILTERED} now`],
    [`key ${PEM} end`, `key ${FILTERED} end`],
    ['key -----BEGIN RSA PRIVATE KEY-----MIIEvQ-----END RSA PRIVATE KEY----- x', `key ${FILTERED} x`],
    ['key -----BEGIN PRIVATE KEY-----MIIEvQ', `key ${FILTERED}`],
    ['postgres://app:p@ss@db:5432/shop', `postgres://${FILTERED}@db:5432/shop`],
    ['https://u:p@a/ and https://v:q@b/', `https://${FILTERED}@a/ and https://${FILTERED}@b/`],
    ['used sk_live_4eC39HqLyjWDarjtT1zdp7dc', `used ${FILTERED}`],
    ['used ghp_16C7e42F292c6912E7710c838347Ae178B4a', `used ${FILTERED}`],
    ['used AKIAIOSFODNN7EXAMPLEAB', `used ${FILTERED}`],
  ])('%j', (text, expected) => {
    expect(scrubText(text)).toBe(expected);
  });
});

describe('secrets that a name before them shows', () => {
  test.each([
    ['https://h/cb?token=abc&page=2', `https://h/cb?token=${FILTERED}&page=2`],
    ['password: hunter2, user: bob', `password: ${FILTERED}, user: bob`],
    ['password=hunter2', `password=${FILTERED}`],
    ['{"apiKey":"a b","n":1}', `{"apiKey":"${FILTERED}","n":1}`],
    [
      String.raw`{\"password\":\"x\",\"n\":1}`,
      String.raw`{\"password\":\"` + FILTERED + String.raw`\",\"n\":1}`,
    ],
    ["{'secret': 's', 'n': 1}", `{'secret': '${FILTERED}', 'n': 1}`],
    ['Authorization: Basic Zm9v\nAccept: x', `Authorization: ${FILTERED}\nAccept: x`],
    ['Cookie: a=1; b=2', `Cookie: ${FILTERED}`],
    ['user[password]=x&a=b', `user[password]=${FILTERED}&a=b`],
    ['q=%7B%22password%22%3A%22x%22%7D', `q={"password":"${FILTERED}"}`],
    ['100% of access_token%3Dabc', `100% of access_token=${FILTERED}`],
    ['token="', 'token="'],
    ['secret="no end', `secret="${FILTERED}`],
  ])('%j', (text, expected) => {
    expect(scrubText(text)).toBe(expected);
  });
});

test.each([
  "Cannot read properties of undefined (reading 'session')",
  'Unexpected token: <',
  'Invalid session: expired',
  'Unexpected token < in JSON at position 0',
  'Bearer authentication is required',
  'id=1700000000000 took 12ms',
  'order 4111111111111112',
  'at login (/src/auth/session.ts:12:3)',
  'https://shop.example/cart?page=2#pay',
  'npm_package_config_registry is div.sk-loading-indicator-wrapper',
  'connect ECONNREFUSED 127.0.0.1:5432',
  'mail to bob@example.com: refused',
  'https://unpkg.com/react@18.2.0/index.js',
  '',
])('%j is left as it is', (text) => {
  expect(scrubText(text)).toBe(text);
});

test('source lines keep assignments and lose keys', () => {
  expect(scrubCode('const token = request.headers.authorization;')).toBe(
    'const token = request.headers.authorization;',
  );
  expect(scrubCode(`const key = '${JWT}';`)).toBe(`const key = '${FILTERED}';`);
  expect(scrubCode("connect('postgres://app:pw@db/shop')")).toBe(`connect('postgres://${FILTERED}@db/shop')`);
});

test('places of code keep path and version', () => {
  expect(scrubUrl('https://u:p@h/app.js?v=1&token=x')).toBe(
    `https://${FILTERED}@h/app.js?v=1&token=${FILTERED}`,
  );
  expect(scrubUrl('webpack:///./src/auth/token.ts')).toBe('webpack:///./src/auth/token.ts');
});
