export { expectBalance, imbalanceOf, readBalance, type Balance } from './balance.ts';
export { timeGrowth } from './time-growth.ts';
