import type { Integration } from '../public-types.ts';
import { watchConsole } from './watch-console.ts';
import { watchFetch } from './watch-fetch.ts';

export type BreadcrumbKinds = { console?: boolean; fetch?: boolean };

/** What happened before: console and requests. Each can be switched off. */
export function breadcrumbs({ console, fetch }: BreadcrumbKinds = {}): Integration {
  return {
    name: 'breadcrumbs',
    setup: () => [console === false ? [] : watchConsole(), fetch === false ? [] : watchFetch()],
  };
}
