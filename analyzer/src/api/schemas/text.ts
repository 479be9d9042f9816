import { z } from 'zod';

/** Text of a person: bounded, and without NUL, which Postgres cannot store. */
export function text(lengthMax: number): z.ZodString {
  return z
    .string()
    .max(lengthMax)
    .regex(/^[^\0]*$/, 'Text must not contain NUL');
}
