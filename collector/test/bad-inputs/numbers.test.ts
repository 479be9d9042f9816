import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BAD_EVENTS } from './events.ts';
import { BAD_REQUESTS } from './requests.ts';

type Cover = readonly [file: string, name: string];

const ROOT = new URL('../../../', import.meta.url);
const HTTP = 'collector/test/http-contract.test.ts';
const WHOLE = 'collector/test/bad-inputs/whole-path.test.ts';
const ENVELOPE = 'collector/test/receive-envelope.test.ts';
const INFLATE = 'collector/src/receive/decompress.test.ts';
const JSON_TEXT = 'collector/src/receive/parse-json.test.ts';
const ANY_JSON = 'collector/test/normalize-any-json.test.ts';
const NORMALIZE = 'collector/src/normalize/normalize.test.ts';
const AUTHENTICATION = 'collector/test/receive-authentication.test.ts';
const CREDENTIALS = 'collector/src/receive/credentials.test.ts';
const LIMITS = 'collector/test/limits.test.ts';
const LINEAR = 'collector/test/linear-time.test.ts';
const SCRUB = 'collector/src/scrub/scrub.test.ts';
const AUTH = 'analyzer/test/api/auth.suite.ts';

/** Beside the tables of this folder, which carry their numbers: where each bad input is tested, and its name there. */
const ELSEWHERE: Readonly<Record<number, readonly Cover[]>> = {
  1: [[HTTP, 'answers 413 to a huge Content-Length without reading it, and hangs up']],
  2: [
    [HTTP, 'answers 413 to one byte more in chunks, while they still come'],
    [HTTP, 'cuts an endless chunked body'],
  ],
  4: [
    [HTTP, 'closes a connection whose body does not come'],
    ['collector/src/http/request-body.test.ts', 'rejects when the client goes away'],
  ],
  5: [[HTTP, 'a length and chunks']],
  6: [[HTTP, 'two lengths that differ']],
  7: [
    [HTTP, 'an unknown transfer encoding'],
    [HTTP, 'a folded header'],
  ],
  8: [[HTTP, 'headers above the limit']],
  9: [[HTTP, 'NUL in a header']],
  10: [
    [WHOLE, '10: a head that does not come to its end is cut, while others are served'],
    [HTTP, 'closes a connection whose body does not come'],
  ],
  11: [[WHOLE, '11: 2,000 idle connections keep nobody from being served']],
  12: [[HTTP, 'survives a client that goes away at any byte']],
  13: [[HTTP, 'never mixes up pipelined requests']],
  14: [
    [WHOLE, '14: TRACE, and paths nobody offers'],
    [HTTP, 'a target above the limit'],
    [HTTP, 'CONNECT'],
    [HTTP, 'HTTP/0.9'],
  ],
  15: [[INFLATE, 'that is a bomb is stopped by its ratio']],
  18: [[ENVELOPE, 'is gzip in gzip']],
  19: [
    [WHOLE, '19: a thousand members of gzip are one body'],
    [INFLATE, 'a thousand members of gzip are one body'],
  ],
  20: [[INFLATE, 'that is cut off is damaged']],
  21: [[INFLATE, 'a wrong checksum is damaged']],
  22: [[INFLATE, 'is not supported']],
  23: [[INFLATE, 'a plain body that says it is']],
  24: [
    [JSON_TEXT, 'a megabyte of brackets'],
    ['packages/core/src/batch/decode-batch.test.ts', 'an object nested deeper than the parser should see'],
  ],
  28: [
    [JSON_TEXT, 'drops the key __proto__ of'],
    [SCRUB, 'hostile keys change no prototype and stay own'],
  ],
  29: [[NORMALIZE, 'hostile keys stay plain data and no prototype changes']],
  30: [[JSON_TEXT, 'keys of Object.prototype']],
  33: [[JSON_TEXT, 'numbers beyond double']],
  34: [[NORMALIZE, 'text that stores refuse is cleaned']],
  40: [[ANY_JSON, 'any JSON in any place gives a valid, bounded event that stores can hold']],
  41: [['collector/src/receive/parse-envelope.test.ts', 'a length that is too short']],
  42: [['collector/src/receive/parse-envelope.test.ts', 'is not read beyond its limit of items']],
  43: [[NORMALIZE, '%j is our time']],
  44: [[WHOLE, '44: the same id again is stored once, with the first body; another project may have it too']],
  45: [
    [WHOLE, '45: a revoked key, as soon as it is noticed'],
    [AUTHENTICATION, 'tells nobody which projects exist'],
  ],
  46: [
    [CREDENTIALS, 'the header before the query'],
    [AUTHENTICATION, 'a DSN of another project beside the key'],
  ],
  47: [[CREDENTIALS, 'malformed_key']],
  48: [[WHOLE, '48: the origin %s changes nothing, and no answer allows credentials']],
  49: [['collector/test/receive-routes.test.ts', 'answers preflight requests']],
  50: [[LIMITS, 'refuses a flood above the quota with headers, while other projects are served']],
  51: [
    ['collector/test/receive-limits.test.ts', '64 requests too many at once pass nothing above the limit'],
  ],
  52: [
    [LIMITS, 'limits the store endpoint alike, whatever address it claims'],
    [HTTP, 'does not believe X-Forwarded-For'],
  ],
  53: [
    [AUTH, 'answers a wrong password and an unknown address alike'],
    [AUTH, 'is limited for each address, whatever it says about itself, and for each account'],
  ],
  79: [[LIMITS, 'collects a flood of new issues in one, and counts each event']],
  81: [[LINEAR, 'scrub of fields full of %j: twice the text, about twice the time']],
  // The only patterns a user can write are globs, which are not compiled to regular expressions that backtrack.
  82: [['collector/src/filter/create-filter.test.ts', '(a+)+$']],
  83: [
    [SCRUB, 'no secret that was planted anywhere in a real event survives'],
    ['collector/src/scrub/scrub-text.test.ts', 'secrets that a name before them shows'],
  ],
  84: [[ANY_JSON, 'scrub keeps the shape, and all of it can be normalized and keyed']],
};

const NUMBERS = [...range(1, 53), ...range(76, 84)];
const IN_TABLES = new Set([...BAD_REQUESTS, ...BAD_EVENTS].map(({ number }) => number));

describe('the list of bad inputs', () => {
  test.each(NUMBERS)('%d is tested', (number) => {
    const covers = ELSEWHERE[number] ?? [];
    expect(covers.length > 0 || IN_TABLES.has(number)).toBe(true);
    for (const [file, name] of covers)
      expect(readFileSync(new URL(file, ROOT), 'utf8'), file).toContain(name);
  });

  test('has no test under a number that is not in it', () => {
    const named = [...IN_TABLES, ...Object.keys(ELSEWHERE).map(Number)];
    expect(named.filter((number) => !NUMBERS.includes(number))).toEqual([]);
  });
});

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
