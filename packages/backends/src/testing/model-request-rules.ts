import { z } from 'zod';
import type { ModelRequest } from './model-server.ts';

/** What the real servers refuse, as far as our adapters could get it wrong. */
export function findRequestProblems(
  request: ModelRequest,
  known: { readonly key: string | null; readonly secrets: readonly string[] },
): string[] {
  const schema = BODIES[`${request.method} ${request.path}`];
  if (schema === undefined) return ['no such endpoint'];
  return [
    ...headerProblems(request, known.key),
    ...secretProblems(request, known),
    ...(schema === null ? [] : bodyProblems(request.body, schema)),
  ];
}

/** Text, or one block of text that marks how far a conversation may be cached. */
const cachedText = z
  .array(
    z.strictObject({
      type: z.literal('text'),
      text: z.string().min(1),
      cache_control: z.strictObject({ type: z.literal('ephemeral') }),
    }),
  )
  .length(1);
const user = z.object({
  role: z.literal('user'),
  content: z.union([z.string().min(1), cachedText]),
});
const assistant = z.object({ role: z.literal('assistant'), content: z.string().min(1) });
const system = z.object({ role: z.literal('system'), content: z.string().min(1) });

/** Turns alternate and the last one is the user's: an answer that is begun for the model is refused. */
const turns = z
  .array(z.union([user, assistant]))
  .refine(
    (all) => all.every(({ role }, index) => role === (index % 2 === 0 ? 'user' : 'assistant')),
    'turns alternate',
  )
  .refine((all) => all.at(-1)?.role === 'user', 'the last turn is the user');

const tokens = z.int().min(1).max(20_000);
const namedSchema = {
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  strict: z.literal(true),
  schema: z.record(z.string(), z.unknown()),
};

const BODIES: Readonly<Record<string, z.ZodType | null>> = {
  'GET /v1/models': null,
  'POST /v1/messages': z.strictObject({
    model: z.string().min(1),
    stream: z.literal(true),
    max_tokens: tokens,
    system: z.array(
      z.strictObject({
        type: z.literal('text'),
        text: z.string().min(1),
        cache_control: z.strictObject({ type: z.literal('ephemeral') }),
      }),
    ),
    messages: turns,
    output_config: z.strictObject({
      effort: z.enum(['low', 'medium', 'high']).optional(),
      format: z.strictObject({
        type: z.literal('json_schema'),
        schema: z.record(z.string(), z.unknown()),
      }),
    }),
  }),
  'POST /v1/responses': z.strictObject({
    model: z.string().min(1),
    stream: z.literal(true),
    instructions: z.string().min(1),
    input: turns,
    text: z.strictObject({ format: z.strictObject({ type: z.literal('json_schema'), ...namedSchema }) }),
    max_output_tokens: tokens,
    store: z.literal(false),
  }),
  'POST /v1/chat/completions': z.strictObject({
    model: z.string().min(1),
    messages: z
      .tuple([system], z.union([user, assistant]))
      .refine(([, ...rest]) => turns.safeParse(rest).success, 'turns alternate and end with the user'),
    stream: z.literal(true),
    stream_options: z.strictObject({ include_usage: z.literal(true) }),
    max_tokens: tokens,
    temperature: z.number().min(0).max(2),
    response_format: z
      .union([
        z.strictObject({ type: z.literal('json_object') }),
        z.strictObject({ type: z.literal('json_schema'), json_schema: z.strictObject(namedSchema) }),
      ])
      .optional(),
  }),
};

function bodyProblems(body: unknown, schema: z.ZodType): string[] {
  const parsed = schema.safeParse(body);
  const problems = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return [...problems, ...openObjects(body, 'body')];
}

/** Strict output needs every object of a JSON Schema closed and all its properties required. */
function openObjects(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  const inside = entries.flatMap(([name, child]) => openObjects(child, `${path}.${name}`));
  const { type, properties, required, additionalProperties } = value as Record<string, unknown>;
  if (type !== 'object' || typeof properties !== 'object' || properties === null) return inside;
  const names = Object.keys(properties);
  if (additionalProperties !== false) inside.push(`${path}: additionalProperties must be false`);
  if (names.length === 0) inside.push(`${path}: an object without properties can only be empty`);
  if (!Array.isArray(required) || names.some((name) => !required.includes(name))) {
    inside.push(`${path}: every property must be required`);
  }
  return inside;
}

function headerProblems({ path, method, headers }: ModelRequest, key: string | null): string[] {
  const problems: string[] = [];
  const { authorization } = headers;
  if (key === null && authorization !== undefined) problems.push('authorization is sent without a key');
  if (key !== null && authorization !== `Bearer ${key}`)
    problems.push('authorization must be "Bearer <key>"');
  if (path === '/v1/messages' && !/^\d{4}-\d{2}-\d{2}$/.test(headers['anthropic-version'] ?? '')) {
    problems.push('anthropic-version must be a date');
  }
  if (method === 'POST' && headers['content-type']?.startsWith('application/json') !== true) {
    problems.push('content-type must be application/json');
  }
  return problems;
}

/** The key belongs into its header and nowhere else; other secrets belong nowhere. */
function secretProblems(
  { path, headers, text }: ModelRequest,
  known: { readonly key: string | null; readonly secrets: readonly string[] },
): string[] {
  const { authorization: _, ...others } = headers;
  const outside = [path, text, JSON.stringify(others)].join('\n');
  const everywhere = [outside, headers['authorization'] ?? ''].join('\n');
  const problems = known.secrets
    .filter((secret) => everywhere.includes(secret))
    .map(() => 'a secret is sent');
  if (known.key !== null && outside.includes(known.key))
    problems.push('the key is sent outside of its header');
  return problems;
}
