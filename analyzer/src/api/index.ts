export type { Api } from './api-instance.ts';
export { createApi } from './create-api.ts';
export type { ApiServices } from './services.ts';
export { collectorUrl } from './collector-address.ts';
