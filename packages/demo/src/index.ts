export { readConnection, type Connection } from './connection.ts';
export { createShopRepository, type ShopRepository } from './repository.ts';
export type { BugResult, DemoResult } from './result.ts';
export { runDemo, type DemoOptions } from './run.ts';
