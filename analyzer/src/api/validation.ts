import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { InvalidRequestError } from './problem/invalid-request-error.ts';

/** Checks the parts of a request against zod schemas; every wrong field is named, and unknown ones get the allowed names. */
export const compileValidator: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data) => {
    const allowedNames: string[][] = [];
    const parsed = z.safeParse(schema, data, {
      error: (issue) => {
        if (issue.code === 'unrecognized_keys') allowedNames.push(namesOf(issue.inst));
        return undefined;
      },
    });
    if (parsed.success) return { value: parsed.data };
    const errors = parsed.error.issues.flatMap((issue) => {
      const path = issue.path.map(String);
      if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message: `${issue.message}.` }];
      const allowed = allowedNames.shift() ?? [];
      return issue.keys.map((key) => ({
        path: [...path, key].join('.'),
        message: `Unknown name ${JSON.stringify(key)}. Allowed: ${allowed.join(', ') || 'none'}.`,
        allowed,
      }));
    });
    return { error: new InvalidRequestError(errors, parsed.error) };
  };

function namesOf(schema: unknown): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}
