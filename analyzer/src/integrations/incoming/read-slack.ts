import { z } from 'zod';
import type { IncomingChange } from './incoming-change.ts';

const interaction = z.object({
  type: z.literal('block_actions'),
  user: z.object({ username: z.string().optional(), name: z.string().optional(), id: z.string() }),
  response_url: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    .nullish()
    .catch(null),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })),
});

const STATUS_OF_BUTTON: Readonly<Record<string, 'resolved' | 'ignored' | 'detected'>> = {
  bugsage_resolve: 'resolved',
  bugsage_ignore: 'ignored',
  bugsage_reopen: 'detected',
};

/** Buttons below our messages (docs.slack.dev: block_actions payload). */
export function readSlack(body: unknown): IncomingChange[] {
  const parsed = interaction.safeParse(body);
  if (!parsed.success) return [];
  const { user, actions, response_url } = parsed.data;
  return actions.flatMap(({ action_id, value }): IncomingChange[] => {
    const status = STATUS_OF_BUTTON[action_id];
    const issueId = z.uuid().safeParse(value);
    if (status === undefined || !issueId.success) return [];
    const by = user.username ?? user.name ?? user.id;
    return [{ kind: 'button', issueId: issueId.data, status, by, replyTo: response_url ?? null }];
  });
}
