import { combine } from '../integrations/combine.ts';
import { consoleBreadcrumbs } from '../integrations/console-breadcrumbs.ts';
import { fetchBreadcrumbs } from '../integrations/fetch-breadcrumbs.ts';
import type { Integration } from '../public-types.ts';
import { clickBreadcrumbs } from './click-breadcrumbs.ts';
import { navigationBreadcrumbs } from './navigation-breadcrumbs.ts';
import { xhrBreadcrumbs } from './xhr-breadcrumbs.ts';

export type BreadcrumbKinds = {
  console?: boolean;
  fetch?: boolean;
  xhr?: boolean;
  navigation?: boolean;
  clicks?: boolean;
};

/** What happened before: console, requests, changes of the address, clicks. Each can be switched off. */
export function breadcrumbs(kinds?: BreadcrumbKinds): Integration {
  const everywhere = [consoleBreadcrumbs(), fetchBreadcrumbs()];
  // Web workers have neither a history nor clicks.
  const page = globalThis.document ? [xhrBreadcrumbs(), navigationBreadcrumbs(), clickBreadcrumbs()] : [];
  return combine('breadcrumbs', [...everywhere, ...page], kinds);
}
