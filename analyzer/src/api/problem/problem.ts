import { z } from 'zod';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** One wrong part of a request. */
export const fieldErrorSchema = z.object({
  in: z.enum(['path', 'query', 'body', 'headers']),
  /** Dotted path of the field, for example `repository.url`; empty for the whole part. */
  path: z.string(),
  message: z.string(),
  /** The names that are allowed here, when the name itself was unknown. */
  allowed: z.array(z.string()).optional(),
});

/** Problem details (RFC 9457), the only shape of an error. `code` and `errors` are extension members. */
export const problemSchema = z.object({
  /** `urn:bugsage:problem:<code>`. */
  type: z.string(),
  /** The HTTP status in words. */
  title: z.string(),
  status: z.int().min(400).max(599),
  /** A sentence for people. */
  detail: z.string(),
  /** A stable snake_case word for programs. */
  code: z.string(),
  errors: z.array(fieldErrorSchema).optional(),
});

export type FieldError = z.infer<typeof fieldErrorSchema>;
export type Problem = z.infer<typeof problemSchema>;
