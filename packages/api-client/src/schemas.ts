import type { components } from './document.ts';

/** The named shapes of the API: `Schemas['Issue']`. */
export type Schemas = components['schemas'];
