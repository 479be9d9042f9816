export type ConnectSnippet = { readonly label: string; readonly install: string; readonly code: string };

/** How to point an app at a DSN; the first entry is our own SDK, the others are Sentry's with nothing but the DSN changed. */
export function connectSnippets(dsn: string): readonly ConnectSnippet[] {
  return [
    {
      label: '@bugsage/sdk',
      install: 'npm install @bugsage/sdk',
      code: `import { init } from '@bugsage/sdk';\n\ninit({ dsn: '${dsn}' });`,
    },
    {
      label: 'Sentry: browser',
      install: 'npm install @sentry/browser',
      code: `import * as Sentry from '@sentry/browser';\n\nSentry.init({ dsn: '${dsn}' });`,
    },
    {
      label: 'Sentry: Node',
      install: 'npm install @sentry/node',
      code: `// first import of your app\nimport * as Sentry from '@sentry/node';\n\nSentry.init({ dsn: '${dsn}' });`,
    },
    {
      label: 'Sentry: Python',
      install: 'pip install sentry-sdk',
      code: `import sentry_sdk\n\nsentry_sdk.init(dsn="${dsn}")`,
    },
    {
      label: 'Any other Sentry SDK',
      install: '# keep the SDK you have',
      code: `# change nothing but the DSN\nSENTRY_DSN=${dsn}`,
    },
  ];
}
