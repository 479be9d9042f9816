import { z } from 'zod';

/**
 * Throws a TypeError that names the place when a schema cannot be sent to every provider with its meaning intact. Allowed:
 * objects of required fields, arrays, strings, numbers, booleans, enums, literals, unions, `.nullable()`, `.describe()`.
 *
 * What the SDKs would do with the rest: `optional` throws in one and is sent in the other, `record` becomes an object
 * without fields, transforms throw, ranges and patterns turn into a sentence of the description and then fail the answer.
 */
export function assertWireSafe(schema: z.ZodType, schemaName: string): void {
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(schemaName)) {
    throw new TypeError(`Schema name "${schemaName}" must be 1 to 64 letters, digits, "_" or "-".`);
  }
  if (seen.has(schema)) return;
  if (!(schema instanceof z.ZodObject)) {
    throw new TypeError(
      `Schema "${schemaName}" must be an object: providers accept nothing else at the root.`,
    );
  }
  check(schema, schemaName, []);
  seen.add(schema);
}

/** Schemas are constants, questions are many. */
const seen = new WeakSet<z.ZodType>();

function check(schema: z.core.$ZodType, path: string, parents: readonly z.core.$ZodType[]): void {
  if (parents.includes(schema)) refuse(path, 'recursive', 'unroll it to the depth that is needed');
  const line = [...parents, schema];
  assertNoChecks(schema, path);
  if (schema instanceof z.ZodObject) return checkObject(schema, path, line);
  if (schema instanceof z.ZodArray) return check(schema.element, `${path}[]`, line);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodReadonly)
    return check(schema.unwrap(), path, line);
  if (schema instanceof z.ZodDiscriminatedUnion)
    return refuse(path, 'a discriminated union', 'use z.union()');
  if (schema instanceof z.ZodUnion) {
    for (const option of schema.options) check(option, path, line);
    return;
  }
  if (schema instanceof z.ZodLiteral) return checkLiteral(schema, path);
  const isScalar =
    schema instanceof z.ZodString ||
    schema instanceof z.ZodNumber ||
    schema instanceof z.ZodBoolean ||
    schema instanceof z.ZodEnum ||
    schema instanceof z.ZodNull;
  if (isScalar) return;
  const advice =
    schema instanceof z.ZodOptional
      ? 'use .nullable()'
      : 'use required fields, enums and arrays, and convert after parsing';
  refuse(path, `of type ${definitionOf(schema).type}`, advice);
}

function checkObject(schema: z.ZodObject, path: string, line: readonly z.core.$ZodType[]): void {
  const { catchall } = schema.def;
  if (catchall !== undefined && !(catchall instanceof z.ZodNever)) {
    refuse(path, 'open to unknown fields', 'name every field');
  }
  for (const [name, field] of Object.entries(schema.shape)) check(field, `${path}.${name}`, line);
}

function checkLiteral(schema: z.ZodLiteral, path: string): void {
  for (const value of schema.values) {
    const isJson = value === null || ['string', 'number', 'boolean'].includes(typeof value);
    if (!isJson) refuse(path, `a literal of type ${typeof value}`, 'use a JSON value');
  }
}

/** `z.int()` is the one check that survives: both providers know the type integer. */
function assertNoChecks(schema: z.core.$ZodType, path: string): void {
  const { checks = [], check: ownCheck } = definitionOf(schema);
  const names = checks.map((one) => definitionOf(one).check ?? 'unknown');
  if (ownCheck !== undefined) names.push(ownCheck);
  const refused = names.filter((name) => name !== 'number_format');
  if (refused.length > 0) refuse(path, `checked by ${refused.join(', ')}`, 'check and clamp after parsing');
}

/** What schemas and checks are made of. */
type Definition = {
  readonly type?: string;
  readonly check?: string;
  readonly checks?: readonly Internals[];
};
type Internals = { readonly _zod: { readonly def: object } };

/** Zod's place for library authors, https://zod.dev/library-authors; checks such as `int` have no other. */
function definitionOf(part: Internals): Definition {
  // oxlint-disable-next-line no-underscore-dangle -- the name is Zod's.
  return part._zod.def;
}

function refuse(path: string, what: string, advice: string): never {
  throw new TypeError(`Schema "${path}" is ${what}, which not every model provider accepts; ${advice}.`);
}
