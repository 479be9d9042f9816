import type { DropReason, InboundFilters } from '@bugsage/core';
import type { FilterSubject } from './filter-subject.ts';

type BuiltinFilter = {
  readonly setting: Exclude<keyof InboundFilters, 'rules'>;
  readonly reason: DropReason;
  readonly matches: (subject: FilterSubject) => boolean;
};

/** The crashing call decides: extensions that merely wrap `fetch` stand in the stacks of the app's own errors. */
const EXTENSION = /^(?:(?:chrome|moz|safari|safari-web|ms-browser)-extension|webkit-masked-url):\/\//;

/** Words of crawlers that run scripts, with a sign behind `bot` so that no product name is hit. */
const CRAWLER =
  /bot[/;) ]|bot$|crawler|spider|slurp|google-read-aloud|lighthouse|facebookexternalhit|bingpreview|mediapartners-google/;

const LOCAL_HOST = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\])$/;

/** What bundlers and browsers say when a file of an older deploy is gone. */
const STALE_CHUNK = [
  'loading chunk ',
  'loading css chunk ',
  'failed to fetch dynamically imported module',
  'error loading dynamically imported module',
  'importing a module script failed',
  'unable to preload css for ',
];

const RESIZE_OBSERVER = [
  'resizeobserver loop limit exceeded',
  'resizeobserver loop completed with undelivered notifications',
];

/** In this order; an event is counted under the first that matches. */
export const BUILTIN_FILTERS: readonly BuiltinFilter[] = [
  {
    setting: 'browser_extensions',
    reason: 'filtered_extension',
    matches: ({ crashPaths }) => crashPaths.some((path) => EXTENSION.test(path)),
  },
  {
    setting: 'crawlers',
    reason: 'filtered_crawler',
    matches: ({ userAgent }) => CRAWLER.test(userAgent.slice(0, 512)),
  },
  {
    setting: 'localhost',
    reason: 'filtered_localhost',
    matches: ({ pageUrl }) => pageUrl !== null && LOCAL_HOST.test(URL.parse(pageUrl)?.hostname ?? ''),
  },
  {
    setting: 'stale_chunks',
    reason: 'filtered_stale_chunk',
    matches: ({ types, messages }) =>
      types.includes('chunkloaderror') || messages.some((message) => startsWithAny(message, STALE_CHUNK)),
  },
  {
    setting: 'browser_noise',
    reason: 'filtered_noise',
    matches: ({ messages, hasFrames }) =>
      messages.some((message) => startsWithAny(message, RESIZE_OBSERVER)) ||
      // With a stack it says where it happened, and is no noise.
      (!hasFrames && messages.some((message) => /^script error\.?$/.test(message.trim()))),
  },
];

function startsWithAny(message: string, starts: readonly string[]): boolean {
  return starts.some((start) => message.startsWith(start));
}
