import { watchConsole } from '../integrations/watch-console.ts';
import { watchFetch } from '../integrations/watch-fetch.ts';
import type { Integration } from '../public-types.ts';
import { watchAddress } from './watch-address.ts';
import { watchXhr } from './watch-xhr.ts';

/** What every page has: console, requests, changes of the address. */
export function pageBreadcrumbs(): Integration {
  return {
    name: 'breadcrumbs',
    setup: () => [
      watchFetch(),
      watchConsole(),
      // Web workers have no history.
      globalThis.document ? [watchXhr(), watchAddress()] : [],
    ],
  };
}
