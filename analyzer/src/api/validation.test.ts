import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InvalidRequestError } from './problem/invalid-request-error.ts';
import { compileValidator } from './validation.ts';

const schema = z.strictObject({
  limit: z.coerce.number().int().max(10).default(5),
  nested: z.strictObject({ url: z.string() }).exactOptional(),
});
const validate = compileValidator({ schema, method: 'GET', url: '/' }) as (data: unknown) => {
  value?: unknown;
  error?: unknown;
};

function errorsOf(data: unknown): readonly unknown[] {
  const { error } = validate(data);
  if (!(error instanceof InvalidRequestError)) throw new Error('It was accepted.', { cause: error });
  return error.errors;
}

describe('validation', () => {
  it('hands on the parsed value', () => {
    expect(validate({ limit: '7' })).toEqual({ value: { limit: 7 } });
    expect(validate({})).toEqual({ value: { limit: 5 } });
  });

  it('names each unknown field with the allowed ones of its place', () => {
    expect(errorsOf({ skip: 1, nested: { url: 'x', uri: 'y' } })).toEqual([
      { path: 'nested.uri', message: 'Unknown name "uri". Allowed: url.', allowed: ['url'] },
      { path: 'skip', message: 'Unknown name "skip". Allowed: limit, nested.', allowed: ['limit', 'nested'] },
    ]);
  });

  it('says what is wrong where', () => {
    expect(errorsOf({ limit: '11', nested: {} })).toEqual([
      { path: 'limit', message: 'Too big: expected number to be <=10.' },
      { path: 'nested.url', message: 'Invalid input: expected string, received undefined.' },
    ]);
  });

  it.each([[null], ['text'], [[]], [0]])('refuses %j as an object', (data) => {
    expect(errorsOf(data)).toHaveLength(1);
  });

  it('does not take the prototype for a field', () => {
    expect(errorsOf(JSON.parse('{"__proto__": {"limit": 1}}'))).toHaveLength(1);
  });
});
