import { expect, test } from 'vitest';
import { parameterize } from './parameterize.ts';

test.each([
  ['user 42 not found', 'user <int> not found'],
  ['took 12ms of 1.5s', 'took <duration> of <duration>'],
  ['ratio 0.75 is -3', 'ratio <float> is <int>'],
  ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED <ip>'],
  ['from ::1 and fe80::1%eth0', 'from <ip> and <ip>'],
  ['id 550e8400-e29b-41d4-a716-446655440000 gone', 'id <uuid> gone'],
  ['commit 3f2a1b9 by a.b@example.com', 'commit <git_sha> by <email>'],
  ['GET https://shop.example/cart?id=7 failed', 'GET <url> failed'],
  ['no route to db.example.com:5432', 'no route to <hostname>'],
  ['open /var/tmp/x17.log: denied', 'open <path>: denied'],
  ['open C:\\tmp\\x.log', 'open <path>'],
  ["Cannot find module './cart'", "Cannot find module './cart'"],
  ['at 2026-11-22T19:44:15.073Z now', 'at <date> now'],
  ['at 2026-11-22 19:44:15 now', 'at <date> now'],
  ['0xdeadbeef and d41d8cd98f00b204e9800998ecf8427e', '<hex> and <md5>'],
  ['payment p-123 of cus_9Fk3Ab', 'payment <id> of <id>'],
  ['orders/42: items.3 missing', 'orders/<int>: items.<int> missing'],
  ['key="some value" on=true', 'key=<quoted_str> on=<bool>'],
  ['utf8 and sha256 and http2', 'utf8 and sha256 and http2'],
  ['version 1.2.3 wanted', 'version <version> wanted'],
  ['deadbeef and facade', 'deadbeef and facade'],
  ['no user "bob smith" here', 'no user "<str>" here'],
  ['{"name":"bob"} and "', '{"<str>":"<str>"} and "'],
  ["no attribute 'email'", "no attribute 'email'"],
  ['column "price" of relation "carts"', 'column "price" of relation "carts"'],
  ['file of 12MB', 'file of <size>'],
  ['Request failed with status code 404', 'Request failed with status code 404'],
  ['HTTP 503: try again in 30 s', 'HTTP 503: try again in <int> s'],
  ['error code 1045 for user 404', 'error code <int> for user <int>'],
  ['', ''],
])('%j -> %j', (text, expected) => {
  expect(parameterize(text)).toBe(expected);
});

test('words that differ stay different', () => {
  expect(parameterize('card declined')).not.toBe(parameterize('card expired'));
});
