import type { Integration } from '../public-types.ts';
import { combine } from './combine.ts';
import { consoleBreadcrumbs } from './console-breadcrumbs.ts';
import { fetchBreadcrumbs } from './fetch-breadcrumbs.ts';

export type BreadcrumbKinds = { console?: boolean; fetch?: boolean };

/** What happened before: console and requests. Each can be switched off. */
export function breadcrumbs(kinds?: BreadcrumbKinds): Integration {
  return combine('breadcrumbs', [consoleBreadcrumbs(), fetchBreadcrumbs()], kinds);
}
