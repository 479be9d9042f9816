export { openCollector, type Collector, type CollectorOptions } from './open-collector.ts';
