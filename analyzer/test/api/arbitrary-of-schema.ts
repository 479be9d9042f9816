import * as fc from 'fast-check';

/** The parts of JSON Schema 2020-12 that the document uses. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
};

/** Long enough to pass small bounds, short enough to be quick. */
const LENGTH_MAX = 40;
const DEPTH_MAX = 5;

/** What breaks parsers, stores and logs, for any text. */
const HOSTILE = [
  '',
  '\0',
  "' OR 1=1--",
  '${x}',
  '%00',
  '../../etc/passwd',
  '\ud800',
  '\r\nx: y',
  '{x:UInt32}',
  'NaN',
];
const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: LENGTH_MAX }),
);
const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), hostileText, fc.double(), fc.maxSafeInteger());

/**
 * Values a schema allows, and at every level now and then one it does not: most requests get past the first check, and
 * every check meets values it has to refuse.
 */
export function arbitraryOf(
  schema: Schema,
  resolve: (ref: string) => Schema,
  depth = 0,
): fc.Arbitrary<unknown> {
  if (depth > DEPTH_MAX) return fc.constant(null);
  const valid = validOf(schema, resolve, depth);
  return fc.oneof({ weight: 9, arbitrary: valid }, { weight: 1, arbitrary: anything });
}

function validOf(schema: Schema, resolve: (ref: string) => Schema, depth: number): fc.Arbitrary<unknown> {
  const child = (inner: Schema) => arbitraryOf(inner, resolve, depth + 1);
  if (schema.$ref !== undefined) return validOf(resolve(schema.$ref), resolve, depth + 1);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(child));
  if (schema.allOf !== undefined) return child(Object.assign({}, ...schema.allOf) as Schema);
  const types = [schema.type ?? []].flat();
  if (types.length > 1) return fc.oneof(...types.map((type) => child({ ...schema, type })));
  switch (types[0]) {
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.integer({ min: clamp(schema.minimum, -10), max: clamp(schema.maximum, 10_000) });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const bounds = { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 4, 4) };
      return fc.array(child(schema.items ?? {}), bounds);
    }
    case 'object':
      return objectOf(schema, child);
    default:
      return anything;
  }
}

function objectOf(schema: Schema, child: (inner: Schema) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties: more } = schema;
  const fields = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, child(inner)]));
  const known = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
  if (typeof more !== 'object') return known;
  const extra = fc.dictionary(fc.string({ maxLength: 10 }), child(more), { maxKeys: 3 });
  return fc.tuple(known, extra).map(([left, right]) => ({ ...right, ...left }));
}

function textOf({ format, pattern, minLength = 0, maxLength = LENGTH_MAX }: Schema): fc.Arbitrary<unknown> {
  switch (format) {
    case 'uuid':
      return fc.uuid();
    case 'email':
      return fc.emailAddress();
    case 'uri':
      return fc.webUrl();
    case 'date-time':
      return fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
        .map((date) => date.toISOString());
    case 'date':
      return fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
        .map((date) => date.toISOString().slice(0, 10));
    default:
      if (pattern !== undefined && !/[(][?]|\\p|\\0/.test(pattern))
        return fc.stringMatching(new RegExp(pattern));
      return fc.oneof(
        fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, LENGTH_MAX)) }),
        hostileText,
      );
  }
}

function clamp(bound: number | undefined, fallback: number): number {
  return bound === undefined || Math.abs(bound) > Number.MAX_SAFE_INTEGER ? fallback : bound;
}
