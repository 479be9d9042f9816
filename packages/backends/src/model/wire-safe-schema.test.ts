import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { assertWireSafe } from './wire-safe-schema.ts';

const recursive = z.object({
  get parts() {
    return z.array(recursive);
  },
});

describe('assertWireSafe', () => {
  const accepted = z.object({
    text: z.string().describe('One sentence.'),
    line: z.int().nullable(),
    score: z.number(),
    sure: z.boolean(),
    level: z.enum(['low', 'high']),
    version: z.literal(1),
    parts: z.array(z.object({ name: z.union([z.string(), z.null()]) })).readonly(),
    closed: z.strictObject({ a: z.string() }),
  });

  it('accepts what every provider understands', () => {
    expect(() => assertWireSafe(accepted, 'analysis')).not.toThrow();
  });

  it('accepts nothing that an SDK cannot convert, and the conversion keeps every field', () => {
    const schemas = [
      zodOutputFormat(accepted).schema,
      zodTextFormat(accepted, 'analysis').schema,
      zodResponseFormat(accepted, 'analysis').json_schema.schema,
    ];
    for (const schema of schemas) {
      expect(schema).toMatchObject({ required: Object.keys(accepted.shape), additionalProperties: false });
      expect(JSON.stringify(schema)).toContain('"One sentence."');
    }
  });

  it.each([
    ['optional', z.object({ a: z.string().optional() }), /"s\.a" is of type optional.*\.nullable\(\)/],
    ['default', z.object({ a: z.string().default('') }), /"s\.a" is of type default/],
    ['record', z.object({ a: z.record(z.string(), z.string()) }), /type record/],
    ['transform', z.object({ a: z.string().transform(Number) }), /type pipe/],
    ['coercion inside an array', z.object({ a: z.array(z.date()) }), /"s\.a\[\]" is of type date/],
    ['any', z.object({ a: z.any() }), /type any/],
    ['unknown', z.object({ a: z.unknown() }), /type unknown/],
    ['tuple', z.object({ a: z.tuple([z.string()]) }), /type tuple/],
    ['catch', z.object({ a: z.string().catch('') }), /type catch/],
    ['lazy', z.object({ a: z.lazy(() => z.string()) }), /type lazy/],
    ['range', z.object({ a: z.number().min(0).max(1) }), /checked by greater_than, less_than/],
    ['length', z.object({ a: z.string().max(5) }), /checked by max_length/],
    ['item count', z.object({ a: z.array(z.string()).max(5) }), /checked by max_length/],
    ['pattern', z.object({ a: z.string().regex(/x/) }), /checked by string_format/],
    ['format', z.object({ a: z.uuid() }), /checked by string_format/],
    ['refinement', z.object({ a: z.string() }).refine(() => true), /"s" is checked by custom/],
    ['open object', z.object({ a: z.looseObject({}) }), /"s\.a" is open/],
    ['odd literal', z.object({ a: z.literal(1n) }), /literal of type bigint/],
    ['nested in a union', z.object({ a: z.union([z.null(), z.map(z.string(), z.string())]) }), /type map/],
    [
      'discriminated union',
      z.object({ a: z.discriminatedUnion('k', [z.object({ k: z.literal('x') })]) }),
      /use z\.union/,
    ],
    ['recursion', recursive, /"s\.parts\[\]" is recursive/],
    ['array at the root', z.array(z.string()), /must be an object/],
  ])('refuses: %s', (_, schema, message) => {
    expect(() => assertWireSafe(schema, 's')).toThrow(TypeError);
    expect(() => assertWireSafe(schema, 's')).toThrow(message);
  });

  it.each(['', 'a b', 'ä', 'x'.repeat(65)])('refuses the name %j', (name) => {
    expect(() => assertWireSafe(z.object({ a: z.string() }), name)).toThrow(/Schema name/);
  });
});
