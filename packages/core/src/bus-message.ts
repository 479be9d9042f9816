import { z } from 'zod';

const issueReference = { project_id: z.int().positive(), issue_id: z.uuid() };

/**
 * Everything that is published, by subject. Payloads carry ids only: the receiver reads the newest state itself, so a
 * late or repeated message can do no harm.
 */
export const BUS_SUBJECTS = {
  'issue.created': z.object(issueReference),
  'issue.regressed': z.object(issueReference),
  'analysis.requested': z.object({ ...issueReference, force: z.boolean() }),
  'analysis.completed': z.object({ ...issueReference, analysis_id: z.uuid() }),
  'fix.requested': z.object({ ...issueReference, fix_id: z.uuid() }),
  'fix.apply_requested': z.object({ ...issueReference, fix_id: z.uuid() }),
  'fix.rollback_requested': z.object({ ...issueReference, fix_id: z.uuid() }),
  'grouping.rules_changed': z.object({
    project_id: z.int().positive(),
    days: z.int().positive(),
    actor: z.string(),
    reason: z.string(),
  }),
  'artifacts.uploaded': z.object({ project_id: z.int().positive(), bundle_id: z.uuid() }),
  'webhook.received': z.object({ project_id: z.int().positive(), webhook_id: z.uuid() }),
  'import.continued': z.object({
    project_id: z.int().positive(),
    integration_id: z.uuid(),
    import_id: z.uuid(),
  }),
  'release.announced': z.object({ project_id: z.int().positive(), version: z.string() }),
  'release.commits_set': z.object({ project_id: z.int().positive(), version: z.string() }),
  'fix.completed': z.object({ ...issueReference, fix_id: z.uuid() }),
} as const;

export type BusSubject = keyof typeof BUS_SUBJECTS;
export type BusPayload<Subject extends BusSubject> = z.infer<(typeof BUS_SUBJECTS)[Subject]>;

/** A message with its id. The id is the key by which repeats are recognised. */
export type BusMessage = {
  [Subject in BusSubject]: {
    readonly id: string;
    readonly subject: Subject;
    readonly payload: BusPayload<Subject>;
  };
}[BusSubject];

/** Checks a message that came over a wire. Throws ZodError when subject or payload do not fit. */
export function parseBusMessage(message: { id: string; subject: string; payload: unknown }): BusMessage {
  const schema = BUS_SUBJECTS[message.subject as BusSubject];
  if (schema === undefined) throw new Error(`No bus subject is named ${JSON.stringify(message.subject)}.`);
  return { id: message.id, subject: message.subject, payload: schema.parse(message.payload) } as BusMessage;
}
