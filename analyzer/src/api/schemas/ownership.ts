import { z } from 'zod';

/** Who owns the code of an issue, and the rule that says so. */
export const ownersAnswer = z.object({
  owners: z.array(
    z.object({
      owner: z.string().describe('An address, or `#team`'),
      kind: z.enum(['user', 'team']),
      name: z.string().nullable().describe('Null when it is no member or team of the organization'),
    }),
  ),
  source: z.enum(['ownership_rules', 'codeowners']).nullable(),
  rule: z.object({ line: z.int().positive(), text: z.string() }).nullable(),
});

/** Most suspicious first. */
export const suspectsAnswer = z.object({
  commit: z.string().nullable().describe('Of the code that was looked at; null while nobody looked'),
  exact: z
    .boolean()
    .describe('False when the release could not be mapped and the newest commit stands in for it'),
  found_at: z.iso.datetime().nullable(),
  suspects: z.array(
    z.object({
      commit: z.string(),
      author_name: z.string(),
      author_email: z.string().nullable(),
      authored_at: z.iso.datetime(),
      subject: z.string(),
      path: z.string(),
      reason: z.string(),
    }),
  ),
});
