import { z } from 'zod';
import { SEVERITIES } from '../issue.ts';
import { INTEGRATION_LIMITS } from './limits.ts';

export const INTEGRATION_KINDS = ['github', 'gitlab', 'jira', 'sentry', 'slack'] as const;
export type IntegrationKind = (typeof INTEGRATION_KINDS)[number];

/** Kinds that keep issues of their own. */
export const TRACKER_KINDS = ['github', 'gitlab', 'jira'] as const;
export type TrackerKind = (typeof TRACKER_KINDS)[number];

const webUrl = z.url({ protocol: /^https?$/ }).max(2_048);
const word = z
  .string()
  .min(1)
  .max(INTEGRATION_LIMITS.wordLengthMax)
  .regex(/^[^\0]*$/, 'Text must not contain NUL');
const slug = z.string().regex(/^[\w.-]{1,100}$/, 'Expected letters, digits, dots, dashes and underscores');
const path = z
  .string()
  .max(250)
  .regex(/^[\w.-]+(?:\/[\w.-]+)+$/, 'Expected owner/name');

/** What goes over to the other side and back. */
export const syncSchema = z.strictObject({
  /** Resolved or reopened here closes or reopens there. */
  outgoing: z.boolean(),
  /** Closed or reopened there resolves or reopens here. */
  incoming: z.boolean(),
  /** Comments on changes of state, and what people write, both ways. */
  comments: z.boolean(),
});
const sync = syncSchema.default({ outgoing: true, incoming: true, comments: true });

/** Statuses an issue can be brought to from outside; the others are the analyzer's. */
export const MAPPED_STATUSES = ['detected', 'fixing', 'resolved', 'ignored'] as const;
export type MappedStatus = (typeof MAPPED_STATUSES)[number];

const statusMap = z
  .record(word, z.enum(MAPPED_STATUSES))
  .refine(
    (map) => Object.keys(map).length <= INTEGRATION_LIMITS.statusesMax,
    `At most ${INTEGRATION_LIMITS.statusesMax} statuses can be mapped`,
  );

/** Public settings by kind; `null` addresses are those of the public service. */
export const INTEGRATION_SETTINGS = {
  github: z.strictObject({ repository: path, api_url: webUrl.nullable().default(null), sync }),
  gitlab: z.strictObject({ project: path, url: webUrl.default('https://gitlab.com'), sync }),
  jira: z.strictObject({
    url: webUrl,
    project: z.string().regex(/^[A-Z][A-Z0-9_]{1,31}$/, 'Expected a project key such as SHOP'),
    issue_type: word.default('Bug'),
    /** Many statuses there to one here; others go by their category (to do, in progress, done). */
    status_map: statusMap.default({}),
    /** The status there for one here. */
    outgoing_status: z.partialRecord(z.enum(MAPPED_STATUSES), word).default({}),
    /** The priority there for a severity here. */
    priorities: z
      .partialRecord(z.enum(SEVERITIES), word)
      .default({ critical: 'Highest', high: 'High', medium: 'Medium', low: 'Low' }),
    sync,
  }),
  sentry: z.strictObject({
    url: webUrl.default('https://sentry.io'),
    organization: slug,
    project: slug,
  }),
  slack: z.strictObject({}),
} as const satisfies Record<IntegrationKind, z.ZodType>;

export type Sync = z.infer<typeof syncSchema>;
export type IntegrationSettings = {
  readonly [Kind in IntegrationKind]: z.infer<(typeof INTEGRATION_SETTINGS)[Kind]>;
};
