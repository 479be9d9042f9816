import { z } from 'zod';
import { BugSageError } from './errors.ts';

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
const eventsPerMinute = (fallback: number) =>
  z.coerce.number().int().min(0).max(100_000_000).default(fallback);
const optionalText = z.string().min(1).optional();
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );

/**
 * Every environment variable, with unit, default and reason. An empty variable counts as not set, as in `.env` files.
 */
export const configurationSchema = z.object({
  /** Everything the embedded engines keep. One process owns it at a time. */
  BUGSAGE_DATA_DIR: z.string().default('.bugsage'),
  /** Loopback by default: nothing is reachable from outside until somebody says so. */
  BUGSAGE_HOST: z.string().default('127.0.0.1'),
  BUGSAGE_COLLECTOR_PORT: port(8001),
  BUGSAGE_API_PORT: port(8000),
  /** Address people and SDKs use when it differs from host and port (reverse proxy). */
  BUGSAGE_PUBLIC_URL: z.url().optional(),
  BUGSAGE_PUBLIC_COLLECTOR_URL: z.url().optional(),
  /** Not set: the embedded engine. Each is chosen on its own. */
  BUGSAGE_CLICKHOUSE_URL: z.url().optional(),
  BUGSAGE_DATABASE_URL: z.url().optional(),
  BUGSAGE_NATS_URL: z.url().optional(),
  /** Signs tokens; at least 32 characters. Generated into the data directory when not set. */
  BUGSAGE_SECRET_KEY: z.string().min(32).optional(),
  /** First start creates this login; the password is generated and printed when not set. */
  BUGSAGE_ADMIN_EMAIL: z.email().default('admin@bugsage.local'),
  BUGSAGE_ADMIN_PASSWORD: z.string().min(10).optional(),
  /** Ingest key of project 1: 32 lower-case hex. Generated and printed when not set. */
  BUGSAGE_INGEST_KEY: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  ANTHROPIC_API_KEY: optionalText,
  /** Another address that speaks Anthropic's API, for example a gateway. */
  ANTHROPIC_BASE_URL: z.url().optional(),
  OPENAI_API_KEY: optionalText,
  /** Any server that speaks OpenAI's chat completions: Ollama, vLLM, llama.cpp. */
  OPENAI_BASE_URL: z.url().optional(),
  /** `auto` takes Anthropic, then OpenAI, by which key is set; `none` never calls a model. */
  BUGSAGE_AI_PROVIDER: z.enum(['auto', 'anthropic', 'openai', 'openai-compatible', 'none']).default('auto'),
  BUGSAGE_AI_MODEL: optionalText,
  /** Output tokens of one call. Below 20,000 because longer answers need streaming. */
  BUGSAGE_AI_MAX_TOKENS: z.coerce.number().int().min(256).max(20_000).default(8_000),
  BUGSAGE_AI_TEMPERATURE: z.coerce.number().min(0).max(2).default(0),
  /** US dollars per project and day; above it the deterministic engine answers alone. */
  BUGSAGE_AI_BUDGET_USD_PER_DAY: z.coerce.number().min(0).default(5),
  /** Tokens per project and day: the bound that holds for models whose price is not known. About 100 analyses. */
  BUGSAGE_AI_BUDGET_TOKENS_PER_DAY: z.coerce.number().int().min(0).default(2_000_000),
  /** Events of an issue before a model is asked on its own accord. New issues are analyzed at their first one. */
  BUGSAGE_AI_EVENTS_MIN: z.coerce.number().int().min(1).default(1),
  /** Days since an issue was last seen after which a model is no longer asked on its own accord. */
  BUGSAGE_AI_AGE_DAYS_MAX: z.coerce.number().int().min(1).default(14),
  /** Seconds; short, because a stolen access token cannot be taken back. */
  BUGSAGE_ACCESS_TOKEN_SECONDS: z.coerce.number().int().min(60).max(86_400).default(1_800),
  BUGSAGE_REFRESH_TOKEN_SECONDS: z.coerce.number().int().min(600).max(31_536_000).default(2_592_000),
  /** An OpenID Connect provider; needs the client id as well. Its description is read from the issuer's well-known address. */
  BUGSAGE_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  BUGSAGE_OIDC_CLIENT_ID: optionalText,
  /** Not set: a public client, which PKCE protects alone. */
  BUGSAGE_OIDC_CLIENT_SECRET: optionalText,
  /** What the button says. */
  BUGSAGE_OIDC_NAME: z.string().max(60).default('single sign-on'),
  /** Role in organization 1 of people who have no account yet; `none` lets in only those who have one. */
  BUGSAGE_OIDC_SIGN_UP_ROLE: z.enum(['none', 'viewer', 'member', 'admin']).default('none'),
  /** Comma-separated e-mail domains new accounts may have; empty takes all the provider knows. */
  BUGSAGE_OIDC_SIGN_UP_DOMAINS: list,
  /** Days entries of the audit log are kept. */
  BUGSAGE_AUDIT_DAYS: z.coerce.number().int().min(30).max(3_650).default(365),
  /** Comma-separated origins that may call the API from a browser; the dashboard itself needs none. */
  BUGSAGE_CORS_ORIGINS: list,
  /** Comma-separated host names the API answers to; empty answers to all. */
  BUGSAGE_TRUSTED_HOSTS: list,
  /** Comma-separated addresses, ranges (10.0.0.0/8) and host names that calls out may reach beyond the public Internet. */
  BUGSAGE_OUTBOUND_ALLOW: list,
  /** Mail server of alerts, `smtp://user:password@host:587` or `smtps://`; without one there are no mails. */
  BUGSAGE_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  BUGSAGE_MAIL_FROM: z.string().min(3).default('BugSage <bugsage@localhost>'),
  /** How untrusted code runs: `bubblewrap`, or `none` (then nothing is executed and no fix is called verified). */
  BUGSAGE_SANDBOX: z.enum(['auto', 'bubblewrap', 'none']).default('auto'),
  /** Lets projects that ask for it install their dependencies before tests run: the only step of a fix with a network. */
  BUGSAGE_INSTALL_DEPENDENCIES: z.stringbool().default(false),
  /** Registry npm packages come from; the public one when not set. */
  BUGSAGE_NPM_REGISTRY: z.url().optional(),
  /** Analyses and fixes that run side by side in one process; verification is CPU-bound. */
  BUGSAGE_WORKERS: z.coerce.number().int().min(1).max(64).default(1),
  BUGSAGE_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Events a minute of one ingest key; 0 is no limit. Off, because most projects have one key. */
  BUGSAGE_KEY_EVENTS_PER_MINUTE: eventsPerMinute(0),
  /** Events a minute of one project: what one process stores in that time, so that no project fills the journal alone. */
  BUGSAGE_PROJECT_EVENTS_PER_MINUTE: eventsPerMinute(300_000),
  /** Events a minute of one organization; off, because its machine is usually its own. */
  BUGSAGE_ORGANIZATION_EVENTS_PER_MINUTE: eventsPerMinute(0),
  /** Items about sessions a minute of one project; they share no quota with its events. 0 is no limit. */
  BUGSAGE_PROJECT_SESSIONS_PER_MINUTE: eventsPerMinute(300_000),
  /** Payloads of one issue a minute that are all stored; above it a sample. 0 stores all. Counts are exact either way. */
  BUGSAGE_ISSUE_EVENTS_PER_MINUTE: eventsPerMinute(1_000),
  /** New issues of one project a minute; above it events go into one issue. Each new issue costs an analysis. 0 is no limit. */
  BUGSAGE_NEW_ISSUES_PER_MINUTE: eventsPerMinute(100),
  /** Disk the journal may take while the stores are away, above it clients are asked to wait; 256 MiB to 1 TiB. */
  BUGSAGE_JOURNAL_BYTES_MAX: z.coerce
    .number()
    .int()
    .min(256 * 1024 ** 2)
    .max(1024 ** 4)
    .default(8 * 1024 ** 3),
  /** Resident memory above which the collector takes nothing. Not set: four fifths of what machine or container have. */
  BUGSAGE_MEMORY_BYTES_MAX: z.coerce.number().int().min(268_435_456).optional(),
  /** Days in which an event id that comes again is the same event. Phones keep what they could not send that long. */
  BUGSAGE_DEDUPE_DAYS: z.coerce.number().int().min(1).max(3_650).default(90),
  /** Source maps of one project, compressed, in bytes; the least recently used go first. About 500 builds of a large app. */
  BUGSAGE_ARTIFACT_BYTES_PER_PROJECT: z.coerce
    .number()
    .int()
    .min(1024 * 1024)
    .default(5 * 1024 ** 3),
  /** Days a source map is kept after an event was last resolved with it: events are kept that long by default. */
  BUGSAGE_ARTIFACT_UNUSED_DAYS: z.coerce.number().int().min(1).max(3_650).default(90),
  /** Days events are kept. */
  BUGSAGE_RETENTION_DAYS: z.coerce.number().int().min(1).max(3_650).default(90),
  /** Stored events of one project, the oldest go first; 0 is no bound. */
  BUGSAGE_EVENTS_PER_PROJECT: z.coerce.number().int().min(0).max(1_000_000_000_000).default(0),
  /** Bytes of stored events of one project as JSON, before compression; the oldest go first; 0 is no bound. */
  BUGSAGE_EVENT_BYTES_PER_PROJECT: z.coerce
    .number()
    .int()
    .min(0)
    .max(1024 ** 5)
    .default(0),
});

export type Configuration = z.infer<typeof configurationSchema>;

/** Reads the environment. Throws one `BugSageError` `invalid_configuration` that lists every wrong variable. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = configurationSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new BugSageError({
    kind: 'invalid_input',
    code: 'invalid_configuration',
    message: `The configuration has ${lines.length} wrong value(s):\n${lines.join('\n')}\nSee docs/configuration.md.`,
    cause: parsed.error,
  });
}
