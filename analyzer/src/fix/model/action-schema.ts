import { z } from 'zod';

export const FIX_ACTIONS = [
  'read_file',
  'search',
  'blame',
  'list_events',
  'run_tests',
  'propose_edits',
  'give_up',
] as const;

/**
 * One step of a model, as every provider's structured output can carry it: the call of a tool on the allow-list, or the
 * end. There is no other way for a model to make anything happen.
 */
export const fixActionSchema = z.object({
  action: z.enum(FIX_ACTIONS),
  path: z.string().nullable(),
  line: z.number().nullable(),
  query: z.string().nullable(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  edits: z.array(z.object({ path: z.string(), old_str: z.string(), new_str: z.string() })),
  reason: z.string().nullable(),
});

export type FixAction = z.infer<typeof fixActionSchema>;
export type ModelEdit = FixAction['edits'][number];
