export { createFilter, type InboundFilter } from './create-filter.ts';
