export { DEFAULT_MODELS } from './default-models.ts';
export { openModel, type ModelConfiguration } from './open-model.ts';
export { estimateTokens } from './ledger.ts';
export { costOf, PRICES_CHECKED_AT } from './prices.ts';
export { assertWireSafe } from './wire-safe-schema.ts';
