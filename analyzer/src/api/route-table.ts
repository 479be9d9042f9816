import type { Api } from './api-instance.ts';

/**
 * Who may call a route. `public` needs no token; `signed_in` any user; the rest is the lowest role the caller must
 * have in the project the resource belongs to.
 */
export const ACCESS_LEVELS = ['public', 'signed_in', 'viewer', 'member', 'admin'] as const;
export type Access = (typeof ACCESS_LEVELS)[number];

export type RouteRow = { readonly method: string; readonly url: string; readonly access: Access };

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly access?: Access;
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
    for (const method of [route.method].flat()) rows.push({ method, url: route.url, access });
  });
}
