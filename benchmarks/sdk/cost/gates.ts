import type { CaptureCost, Contestant, StartCost } from './measure-node.ts';

/** What the SDK costs an application, beside Sentry's SDK in the same run. CPU, never time. */
export type Cost = {
  readonly start: Readonly<Record<Contestant, StartCost>>;
  readonly capture: Readonly<Record<'bugsage' | 'sentry', CaptureCost>>;
  /** CPU of a server for one request, in microseconds. */
  readonly requests: Readonly<Record<Contestant, number>>;
  /** CPU of a page for one captured error, in microseconds. */
  readonly page: Readonly<Record<'bugsage' | 'sentry', number>>;
  /** CPU of a throw that is caught, in microseconds: without, with, and with `localVariables({ caught: true })`. */
  readonly throws: Readonly<Record<'off' | 'uncaught' | 'caught', number>>;
};

export type Gate = {
  readonly figure: string;
  readonly unit: string;
  readonly wanted: number;
  readonly measured: number;
  /** The same of Sentry's SDK. */
  readonly other?: number;
};

/** What is promised of each figure. */
export function gatesOf({ start, capture, requests, page }: Cost): Gate[] {
  return [
    {
      figure: 'Node: import and `init`',
      unit: 'ms',
      wanted: 15,
      measured: start.bugsage.cpuMs,
      other: start.sentry.cpuMs,
    },
    {
      figure: 'Node: import and `init`, share of @sentry/node',
      unit: '%',
      wanted: 5,
      measured: (100 * start.bugsage.cpuMs) / start.sentry.cpuMs,
    },
    {
      figure: 'Node: memory after `init`',
      unit: 'MB',
      wanted: 5,
      measured: start.bugsage.rssMB,
      other: start.sentry.rssMB,
    },
    {
      figure: 'Node: `captureException`, on the caller',
      unit: 'µs',
      wanted: 100,
      measured: capture.bugsage.syncUs,
      other: capture.sentry.syncUs,
    },
    {
      figure: 'Node: `captureException`, all of it',
      unit: 'µs',
      wanted: 300,
      measured: capture.bugsage.cpuUs,
      other: capture.sentry.cpuUs,
    },
    {
      figure: 'Node: one HTTP request more',
      unit: 'µs',
      wanted: 15,
      measured: requests.bugsage - requests.none,
      other: requests.sentry - requests.none,
    },
    {
      figure: 'page: `captureException`, all of it, gzip included',
      unit: 'µs',
      wanted: 150,
      measured: page.bugsage,
      other: page.sentry,
    },
    {
      figure: 'page: `captureException`, share of @sentry/browser',
      unit: '%',
      wanted: 50,
      measured: (100 * page.bugsage) / page.sentry,
    },
  ];
}

export function isReached({ measured, wanted }: Gate): boolean {
  return measured <= wanted;
}
