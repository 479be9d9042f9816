export { createApiClient, type ApiClient, type ApiClientOptions } from './create-api-client.ts';
export type { Schemas } from './schemas.ts';
export type { paths as Paths } from './document.ts';
