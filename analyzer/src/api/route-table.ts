import type { TokenScope } from '@bugsage/backends';
import type { Api } from './api-instance.ts';

/**
 * Who may call a route. `public` needs no token; `signed_in` any user; a role is the lowest one the caller must have in
 * the project or organization the resource belongs to; `operator` runs the installation.
 */
export const ACCESS_LEVELS = [
  'public',
  'signed_in',
  'viewer',
  'member',
  'admin',
  'owner',
  'operator',
] as const;
export type Access = (typeof ACCESS_LEVELS)[number];

/**
 * A request the document shows and the tests run. Ids are those of `openapi/example-ids.ts`; tests put real ones in
 * their place, wherever they stand.
 */
export type RouteExample = {
  readonly query?: Readonly<Record<string, string>>;
  /** JSON, or the fields of a form. */
  readonly body?: unknown;
};

export type RouteRow = {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
  readonly tokens: TokenAccess | null;
  readonly example: RouteExample;
};

/** `refused`: a person has to be signed in. A scope: tokens that have only this one may call the route as well. */
type TokenAccess = 'refused' | Extract<TokenScope, 'artifacts'>;

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly access?: Access;
    readonly tokens?: TokenAccess;
    /** Whether a success goes to the audit log; by default every change that needs an admin or more. */
    readonly audit?: boolean;
    readonly example?: RouteExample;
  }
  interface FastifyInstance {
    /** The router's own table. */
    readonly routeTable: readonly RouteRow[];
  }
}

/**
 * Collects every route that is registered after this call. A route below `/api` that does not say who may call it
 * stops the start: forgetting it must not open it.
 */
export function collectRoutes(api: Api): void {
  const rows: RouteRow[] = [];
  api.decorate('routeTable', rows);
  api.addHook('onRoute', (route) => {
    const access = route.config?.access ?? (route.url.startsWith('/api') ? null : 'public');
    if (access === null) throw new Error(`Route ${String(route.method)} ${route.url} declares no access.`);
    route.config = { ...route.config, access };
    const { tokens = null, example = {} } = route.config;
    for (const method of [route.method].flat())
      rows.push({ method, url: route.url, access, tokens, example });
  });
}
