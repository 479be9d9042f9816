import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCookie, sessionFor } from '../server/session.js';

test('a cookie is found among others', () => {
  assert.equal(readCookie('theme=dark; sid=abc', 'sid'), 'abc');
  assert.equal(readCookie(undefined, 'sid'), undefined);
});

test('the session of the first visit is found again', () => {
  const headers = {};
  const response = { setHeader: (name, value) => (headers[name] = value) };
  const first = sessionFor({ headers: {} }, response);
  const cookie = headers['set-cookie'].split(';')[0];
  assert.equal(sessionFor({ headers: { cookie } }, response), first);
});
