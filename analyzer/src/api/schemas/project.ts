import {
  CODE_HOSTS,
  inboundFiltersSchema,
  modelGatesSchema,
  projectRepositorySchema,
  projectSchema,
  retentionSchema,
  scrubbingSchema,
} from '@bugsage/core';
import { linearPatternProblem } from '@bugsage/core/linear-pattern';
import { z } from 'zod';
import { API_LIMITS } from '../limits.ts';
import { text } from './text.ts';

/** `git@host:owner/name.git`, the short form of ssh. */
const SCP_FORM = /^[A-Za-z0-9_][\w.-]*@[A-Za-z0-9][\w.-]*:[\w./~+-]+$/;
const CONTROL_CHARACTER = /\p{Cc}/u;

/** Only forms git reads as a plain place: no options, no `ext::` helpers that run commands, no passwords to be shown. */
export function isRepositoryUrl(url: string): boolean {
  if (CONTROL_CHARACTER.test(url)) return false;
  if (url.startsWith('/')) return !url.split('/').includes('..');
  return SCP_FORM.test(url) || isRemoteUrl(url);
}

function isRemoteUrl(given: string): boolean {
  const url = URL.parse(given);
  if (url === null || !/^(https|ssh):\/\//.test(given) || /\s/.test(given)) return false;
  const { hostname, protocol, username, password } = url;
  // `ssh://-oProxyCommand=...` would reach ssh as an option.
  if (hostname === '' || hostname.startsWith('-') || username.startsWith('-')) return false;
  return password === '' && (protocol === 'ssh:' || username === '');
}

const repositoryUrl = text(2_048).refine(
  isRepositoryUrl,
  'Expected an https or ssh git URL without a password, or an absolute path',
);

const repositoryFolder = text(512).refine(
  (folder) => !/^[/-]/.test(folder) && !folder.split(/[/\\]/).includes('..'),
  'Expected a relative folder inside the repository',
);

const writableRepositorySchema = z.strictObject({
  url: repositoryUrl,
  root: repositoryFolder.default(''),
  test_command: text(1_024).min(1).nullable().default(null),
  host: z.enum(CODE_HOSTS).exactOptional(),
  api_url: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    .nullable()
    .exactOptional(),
  host_repository: text(250)
    .regex(/^[\w.-]+(?:\/[\w.-]+)+$/, 'Expected owner/name')
    .nullable()
    .exactOptional(),
  base_branch: text(250)
    .regex(/^(?!-)[\w./-]+$/, 'Expected the name of a branch')
    .nullable()
    .exactOptional(),
  install: z.boolean().exactOptional(),
});

/** Patterns have to compile: a collector that met one that does not would take out nearly everything. */
const writableScrubbingSchema = scrubbingSchema.superRefine(({ patterns }, context) => {
  for (const [index, pattern] of patterns.entries()) {
    const problem = linearPatternProblem(pattern);
    if (problem !== undefined)
      context.addIssue({ code: 'custom', path: ['patterns', index], message: problem });
  }
});

/** Events a minute; null takes the configured default, 0 is no limit. */
export const quotaSchema = z.int().min(0).max(API_LIMITS.eventsPerMinuteMax).nullable();

/** What an admin may change; at least one field. */
export const projectPatchSchema = z
  .strictObject({
    name: text(API_LIMITS.nameLengthMax).trim().min(1).exactOptional(),
    repository: writableRepositorySchema.nullable().exactOptional(),
    fix_confidence_min: z.number().min(0).max(1).exactOptional(),
    events_per_minute: quotaSchema.exactOptional(),
    auto_resolve_days: z.int().min(1).max(API_LIMITS.statisticsDaysMax).nullable().exactOptional(),
    /** Replaces all filters: what is left out is off. */
    filters: inboundFiltersSchema.exactOptional(),
    /** Replaces all rules of scrubbing: what is left out is off. */
    scrubbing: writableScrubbingSchema.exactOptional(),
    /** Replaces all gates: what is left out is as configured. */
    model_gates: modelGatesSchema.exactOptional(),
    /** Replaces all bounds of what is kept: what is left out is as configured. */
    retention: retentionSchema.exactOptional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, 'Send at least one field');

export const ingestKeySchema = z.object({
  public_key: z.string(),
  dsn: z.string(),
  enabled: z.boolean(),
  /** Null takes the configured default, 0 is no limit. */
  events_per_minute: z.int().nonnegative().nullable(),
});

export const ingestKeyPatchSchema = z
  .strictObject({ enabled: z.boolean().exactOptional(), events_per_minute: quotaSchema.exactOptional() })
  .refine((patch) => Object.keys(patch).length > 0, 'Send at least one field');

/** A project with what an app needs to send events to it. `dsn` is the one of its first enabled key. */
export const projectDetailSchema = projectSchema.extend({
  repository: projectRepositorySchema.nullable(),
  dsn: z.string().nullable(),
  ingest_keys: z.array(ingestKeySchema),
});

export const projectParams = z.strictObject({
  project_id: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 31 - 1),
});
