import { build } from 'esbuild';

import { INTERNAL_NAMES, SHORT_NAMES } from '../../../packages/sdk/internal-names.ts';

export type Contestant = {
  /** Its row of the table. */
  name: string;
  /** The module of the page: starts the SDK with its defaults, and answers how to report an error. */
  source: string;
  /** Events in a request. */
  countEvents: (text: string) => number;
  /** How many occurrences its requests say were left out, or counted into another event. */
  countTold: (text: string) => number;
};

const DSN = `https://${'ab'.repeat(16)}@bugsage.test/1`;
const ROWS = /^\["e",/gm;

function countRows(text: string): number {
  return text.match(ROWS)?.length ?? 0;
}

/** Repeats of events, and losses of the header. */
function countToldByRows(text: string): number {
  const [header = '{}', ...rows] = text.split('\n');
  const { lost = {} } = JSON.parse(header) as { lost?: Record<string, number> };
  const repeats = rows.map((row) => (JSON.parse(row) as { r?: [number] }[])[5]?.r?.[0] ?? 0);
  return [...Object.values(lost), ...repeats].reduce((sum, events) => sum + events, 0);
}

/** With a release, without which there are no sessions. */
const ours = (name: string, integrations: string): Contestant => ({
  name,
  source: `
    import { captureException, init, ${integrations.replaceAll('()', '')} } from '@bugsage/sdk';
    globalThis.capture = captureException;
    init({ dsn: '${DSN}', release: 'shop@1', integrations: [${integrations}] });`.replace(/, {2}}|, }/, ' }'),
  countEvents: countRows,
  countTold: countToldByRows,
});

export const OURS: readonly Contestant[] = [
  ours('@bugsage/sdk, core', ''),
  ours('@bugsage/sdk, full', 'breadcrumbs(), offline(), compression(), sessions()'),
];

/** The defaults of other SDKs; a key is all they are told. */
export const BASELINES: readonly Contestant[] = [
  {
    name: '@sentry/browser 11.12.0',
    source: `
      import * as Sentry from '@sentry/browser';
      globalThis.capture = (error) => Sentry.captureException(error);
      Sentry.init({ dsn: 'https://${'ab'.repeat(16)}@sentry.test/1' });`,
    countEvents: (text) => text.match(/^\{"type":"event"/gm)?.length ?? 0,
    countTold: (text) =>
      [...text.matchAll(/"category":"error","quantity":(\d+)/g)].reduce(
        (sum, [, count]) => sum + Number(count),
        0,
      ),
  },
  {
    name: '@bugsnag/js 9.0.0',
    source: `
      import Bugsnag from '@bugsnag/js';
      globalThis.capture = (error) => Bugsnag.notify(error);
      Bugsnag.start({ apiKey: '${'ab'.repeat(16)}', logger: null });`,
    countEvents: (text) =>
      (text.match(/"payloadVersion":/g)?.length && (text.match(/"exceptions":/g)?.length ?? 0)) || 0,
    countTold: () => 0,
  },
  {
    name: 'rollbar 3.1.0',
    source: `
      import Rollbar from 'rollbar';
      const rollbar = new Rollbar({
        accessToken: '${'ab'.repeat(16)}', captureUncaught: true, captureUnhandledRejections: true,
      });
      globalThis.capture = (error) => rollbar.error(error);`,
    countEvents: (text) => text.match(/"notifier":/g)?.length ?? 0,
    countTold: () => 0,
  },
  {
    name: '@honeybadger-io/js 6.16.5',
    source: `
      import Honeybadger from '@honeybadger-io/js';
      globalThis.capture = (error) => Honeybadger.notify(error);
      Honeybadger.configure({ apiKey: 'hbp_${'ab'.repeat(16)}' });`,
    countEvents: (text) => (text.startsWith('{"notifier"') ? 1 : 0),
    countTold: () => 0,
  },
];

/** As an application would bundle it, ours built as it is published. */
export async function bundleContestant({ source }: Contestant): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    ...(source.includes('@bugsage/sdk') && { mangleProps: INTERNAL_NAMES, mangleCache: SHORT_NAMES }),
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
