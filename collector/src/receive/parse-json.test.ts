import { describe, expect, test } from 'vitest';
import { parseJsonObject } from './parse-json.ts';

const parse = (text: string | Buffer): unknown => parseJsonObject(Buffer.from(text as string));

describe('JSON of a client', () => {
  test.each<[string, string | Buffer, unknown]>([
    ['an object', '{"a":[1,{"b":null}]}', { a: [1, { b: null }] }],
    ['a byte order mark', '\ufeff{"a":1}', { a: 1 }],
    ['NaN and Infinity of Python', '{"a":NaN,"b":-Infinity,"c":[Infinity]}', { a: null, b: null, c: [null] }],
    ['NaN in a string', String.raw`{"a":"NaN \" Infinity","b":NaN}`, { a: 'NaN " Infinity', b: null }],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]), { a: '\ufffd' }],
    ['NUL in a string', String.raw`{"a":"\u0000"}`, { a: '\0' }],
    ['brackets in strings', `{"a":"${'['.repeat(500)}\\"{{"}`, { a: `${'['.repeat(500)}"{{` }],
    ['the last of two keys', '{"a":1,"a":2}', { a: 2 }],
    [
      'numbers beyond double',
      '{"a":1e400,"b":-0,"c":9007199254740993}',
      { a: Infinity, b: -0, c: 9007199254740992 },
    ],
    [
      'keys of Object.prototype',
      '{"constructor":1,"toString":2,"valueOf":3,"toJSON":4}',
      { constructor: 1, toString: 2, valueOf: 3, toJSON: 4 },
    ],
    ['64 levels', `{"a":${'['.repeat(63)}${']'.repeat(63)}}`, expect.any(Object)],
  ])('takes %s', (_name, text, value) => {
    expect(parse(text)).toEqual(value);
  });

  test.each([
    ['nothing', '', 'invalid_json'],
    ['null', 'null', 'invalid_json'],
    ['a list', '[]', 'invalid_json'],
    ['a string', '"{}"', 'invalid_json'],
    ['a number', '0', 'invalid_json'],
    ['half an object', '{"a":', 'invalid_json'],
    ['two objects', '{}{}', 'invalid_json'],
    ['a comma too many', '{"a":1,}', 'invalid_json'],
    ['NaN without JSON around', 'NaN', 'invalid_json'],
    ['65 levels', `{"a":${'['.repeat(64)}${']'.repeat(64)}}`, 'too_deep'],
    ['a megabyte of brackets', '['.repeat(1_000_000), 'too_deep'],
    ['a megabyte of objects', '{"a":'.repeat(200_000), 'too_deep'],
  ])('refuses %s', (_name, text, code) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code }));
  });

  test('does not repeat the payload in its error', () => {
    expect(() => parse('{"password":"hunter2"')).toThrow(/^The payload is not JSON\.$/);
  });

  test.each([
    '{"a":{"__proto__":{"polluted":1},"b":2}}',
    String.raw`{"a":{"\u005f_proto__":{"polluted":1},"b":2}}`,
    '{"a":{"b":2},"__proto__":null}',
    '{"a":{"b":2,"__proto__":{"__proto__":{"polluted":1}}}}',
  ])('drops the key __proto__ of %s', (text) => {
    const value = parse(text) as { a: object };
    expect(Object.getOwnPropertyNames(value)).toEqual(['a']);
    expect(Object.getOwnPropertyNames(value.a)).toEqual(['b']);
    expect(Object.assign({}, value.a)).not.toHaveProperty('polluted');
  });
});
