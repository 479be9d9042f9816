import { SEVERITIES, type EventLevel, type JsonObject, type Severity } from '@bugsage/core';
import { z } from 'zod';
import { API_LIMITS } from '../limits.ts';
import { projectIdSchema } from '../schemas/ids.ts';
import { moment } from '../schemas/moment.ts';
import { text } from '../schemas/text.ts';
import { REPORT_LIMITS } from './limits.ts';

const name = text(API_LIMITS.nameLengthMax).min(1);

/** What the issue is to be called and who looks after it; counts only for an issue that this report opens. */
const issueFields = {
  title: text(API_LIMITS.titleLengthMax).trim().min(1).exactOptional(),
  description: text(API_LIMITS.descriptionLengthMax).nullable().exactOptional(),
  category: text(API_LIMITS.nameLengthMax).nullable().exactOptional(),
  assignee: text(API_LIMITS.emailLengthMax).nullable().exactOptional(),
};

export const reportBody = z
  .strictObject({
    project_id: projectIdSchema,
    ...issueFields,
    stack_trace: text(REPORT_LIMITS.stackTraceLengthMax)
      .exactOptional()
      .describe('As the runtime printed it; the language is detected'),
    message: text(REPORT_LIMITS.messageLengthMax).exactOptional(),
    severity: z.enum(SEVERITIES).default('high'),
    platform: name.exactOptional().describe('Detected from the stack trace when left out'),
    release: name.exactOptional(),
    environment: name.exactOptional(),
    transaction: name.exactOptional(),
    server_name: name.exactOptional(),
    user: z.strictObject({ id: name, email: name, username: name }).partial().exactOptional(),
    tags: z
      .record(name, text(API_LIMITS.nameLengthMax))
      .refine(
        (tags) => Object.keys(tags).length <= REPORT_LIMITS.tagsMax,
        `At most ${REPORT_LIMITS.tagsMax} tags`,
      )
      .exactOptional(),
    extra: z.record(z.string(), z.unknown()).exactOptional(),
    fingerprint: z.array(name).min(1).max(REPORT_LIMITS.fingerprintPartsMax).exactOptional(),
    event_id: z
      .string()
      .regex(/^[0-9a-f]{32}$/, 'Expected 32 lower-case hex characters')
      .exactOptional()
      .describe('Makes the request safe to repeat: one event per id'),
    occurred_at: moment().exactOptional(),
  })
  .refine(
    ({ title, message, stack_trace }) =>
      [title, message, stack_trace].some((part) => part !== undefined && part.trim() !== ''),
    'Send a stack_trace, a message or a title',
  );

export type Report = z.infer<typeof reportBody>;

/** The other way round than issues get their severity from events. */
const LEVEL_OF_SEVERITY: { readonly [Name in Severity]: EventLevel } = {
  low: 'info',
  medium: 'warning',
  high: 'error',
  critical: 'fatal',
};

/** The report as an event, in the shape that Sentry's SDKs send. */
export function reportAsEvent(report: Report, eventId: string): JsonObject {
  const { project_id: _project, title, description: _description, category: _category, ...rest } = report;
  const { assignee: _assignee, severity, message, occurred_at: occurredAt, event_id: _id, ...event } = rest;
  const words = message ?? (hasStack(report) ? undefined : title);
  return {
    ...event,
    event_id: eventId,
    level: LEVEL_OF_SEVERITY[severity],
    ...(words !== undefined && { message: words }),
    ...(occurredAt !== undefined && { timestamp: occurredAt }),
  } as JsonObject;
}

function hasStack({ stack_trace: stack }: Report): boolean {
  return stack !== undefined && stack.trim() !== '';
}
