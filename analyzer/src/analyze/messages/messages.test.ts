import { describe, expect, it } from 'vitest';
import { parseChunkMessage } from './chunk-message.ts';
import { parseConnectionMessage } from './connection-message.ts';
import { parseJsonMessage } from './json-message.ts';
import { parseNotAFunctionMessage } from './not-a-function-message.ts';
import { parseNullishMessage } from './nullish-message.ts';

describe('nullish messages', () => {
  const read = { receiver: null, access: 'read' as const };
  it.each([
    [
      "Cannot read properties of undefined (reading 'name')",
      { value: 'undefined', property: 'name', ...read },
    ],
    ["Cannot read property 'range' of null", { value: 'null', property: 'range', ...read }],
    [
      "Cannot read property 'getConfig' of undefined\nReferenced from: x",
      { value: 'undefined', property: 'getConfig', ...read },
    ],
    [
      "Cannot set properties of null (setting 'textContent')",
      { value: 'null', property: 'textContent', receiver: null, access: 'write' },
    ],
    [
      "Cannot destructure property 'x' of 'a.b' as it is undefined.",
      { value: 'undefined', property: 'x', receiver: 'a.b', access: 'destructure' },
    ],
    [
      "Cannot destructure property 'x' of 'undefined' as it is undefined.",
      { value: 'undefined', property: 'x', receiver: null, access: 'destructure' },
    ],
    [
      'undefined is not iterable (cannot read property Symbol(Symbol.iterator))',
      { value: 'undefined', property: null, receiver: null, access: 'iterate' },
    ],
    [
      'Cannot convert undefined or null to object',
      { value: null, property: null, receiver: null, access: 'convert' },
    ],
    [
      "Cannot use 'in' operator to search for 'paidAt' in undefined",
      { value: 'undefined', property: null, receiver: null, access: 'search' },
    ],
    [
      'The "path" argument must be of type string. Received undefined',
      { value: 'undefined', property: null, receiver: null, access: 'argument' },
    ],
    [
      'can\'t access property "name", user.profile is undefined',
      { value: 'undefined', property: 'name', receiver: 'user.profile', access: 'read' },
    ],
    [
      'user.profile is undefined',
      { value: 'undefined', property: null, receiver: 'user.profile', access: 'read' },
    ],
    [
      "undefined is not an object (evaluating 'user.profile.name')",
      { value: 'undefined', property: 'name', receiver: 'user.profile', access: 'read' },
    ],
    [
      "null is not an object (evaluating 'badge.textContent = String(count)')",
      { value: 'null', property: 'textContent', receiver: 'badge', access: 'write' },
    ],
    [
      "null is not an object (evaluating 'document.querySelector('#a').focus')",
      { value: 'null', property: 'focus', receiver: "document.querySelector('#a')", access: 'read' },
    ],
    [
      "Unable to get property 'length' of undefined or null reference",
      { value: null, property: 'length', ...read },
    ],
  ])('%s', (message, expected) => {
    expect(parseNullishMessage(message)).toEqual(expected);
  });

  it.each([
    'x is not defined',
    'x is not a function',
    'The user is undefined behaviour of the API',
    'it works',
  ])('is not one: %s', (message) => {
    expect(parseNullishMessage(message)).toBeNull();
  });
});

describe('not a function messages', () => {
  it.each([
    [
      "Error while loading rule 'a/b': options.list is not iterable",
      { callee: 'options.list', kind: 'iterable' },
    ],
    ['onChange is not a function', { callee: 'onChange', kind: 'function' }],
    ['orders.filter is not a function', { callee: 'orders.filter', kind: 'function' }],
    ["o.map is not a function. (In 'o.map(f)', 'o.map' is undefined)", { callee: 'o.map', kind: 'function' }],
    ['(intermediate value).foo is not a function', { callee: 'foo', kind: 'function' }],
    ['a.B is not a constructor', { callee: 'a.B', kind: 'constructor' }],
    ['orders is not iterable', { callee: 'orders', kind: 'iterable' }],
    ["Object doesn't support property or method 'includes'", { callee: 'includes', kind: 'function' }],
    ['load is not a function or its return value is not iterable', { callee: 'load', kind: 'iterable' }],
    ['undefined is not iterable', null],
    ['Cannot read x', null],
  ])('%s', (message, expected) => {
    expect(parseNotAFunctionMessage(message)).toEqual(expected);
  });
});

describe('JSON messages', () => {
  it.each([
    [`Unexpected token '<', "<!DOCTYPE "... is not valid JSON`, { found: 'html' }],
    ['Unexpected token < in JSON at position 0', { found: 'html' }],
    ['Unexpected end of JSON input', { found: 'empty' }],
    ['"undefined" is not valid JSON', { found: 'undefined' }],
    ['JSON.parse: unexpected character at line 1 column 1 of the JSON data', { found: 'other' }],
    ["JSON Parse error: Unrecognized token '<'", { found: 'html' }],
    ['JSON Parse error: Unexpected EOF', { found: 'empty' }],
    ["Unexpected identifier 'x'", null],
    ['Invalid or unexpected token', null],
  ])('%s', (message, expected) => {
    expect(parseJsonMessage('SyntaxError', message)).toEqual(expected);
  });
});

describe('connection messages', () => {
  it.each([
    ['connect ECONNREFUSED 127.0.0.1:3100', { code: 'ECONNREFUSED', host: '127.0.0.1', port: '3100' }],
    ['connect ECONNREFUSED ::1:3100', { code: 'ECONNREFUSED', host: '::1', port: '3100' }],
    ['getaddrinfo ENOTFOUND db.internal', { code: 'ENOTFOUND', host: 'db.internal', port: '' }],
    ['read ECONNRESET', { code: 'ECONNRESET', host: '', port: '' }],
    ['Failed to fetch', { code: 'network', host: '', port: '' }],
    ['fetch failed', { code: 'network', host: '', port: '' }],
    ['The fetch failed because of the parser', null],
    // A chunk that a deploy replaced, not the network: below.
    ['Failed to fetch dynamically imported module: http://x/a.js', null],
  ])('%s', (message, expected) => {
    expect(parseConnectionMessage(message)).toEqual(expected);
  });
});

describe('chunk messages', () => {
  it.each([
    ['ChunkLoadError', 'Loading chunk 12 failed.', { chunk: '12' }],
    [
      'TypeError',
      'Failed to fetch dynamically imported module: https://a.example/assets/x-1a2b.js',
      { chunk: 'https://a.example/assets/x-1a2b.js' },
    ],
    ['TypeError', 'Importing a module script failed.', { chunk: '' }],
    ['TypeError', 'Failed to fetch', null],
  ])('%s %s', (type, message, expected) => {
    expect(parseChunkMessage(type, message)).toEqual(expected);
  });
});
