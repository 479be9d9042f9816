import { watchConsole } from '../integrations/watch-console.ts';
import { watchFetch } from '../integrations/watch-fetch.ts';
import type { Integration } from '../public-types.ts';
import { watchAddress } from './watch-address.ts';
import { watchClicks } from './watch-clicks.ts';
import { watchXhr } from './watch-xhr.ts';

export type BreadcrumbKinds = {
  console?: boolean;
  fetch?: boolean;
  xhr?: boolean;
  navigation?: boolean;
  clicks?: boolean;
};

/** What happened before: besides what every page has, clicks. Each kind can be switched off. */
export function breadcrumbs(kinds: BreadcrumbKinds = {}): Integration {
  const everywhere = { console: watchConsole, fetch: watchFetch };
  // Web workers have neither a history nor clicks.
  const page = globalThis.document && { xhr: watchXhr, navigation: watchAddress, clicks: watchClicks };
  return {
    name: 'breadcrumbs',
    setup: () =>
      Object.entries({ ...everywhere, ...page }).flatMap(([kind, watch]) =>
        kinds[kind as keyof BreadcrumbKinds] === false ? [] : watch(),
      ),
  };
}
