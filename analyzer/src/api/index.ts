export type { Api } from './api-instance.ts';
export { collectorUrl, dsnOf } from './collector-address.ts';
export { createApi } from './create-api.ts';
export type { Access, RouteRow } from './route-table.ts';
export type { ApiServices, Readiness } from './services.ts';
