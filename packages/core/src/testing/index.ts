export { timeGrowth } from './time-growth.ts';
