export type { ClientLoss } from './client-loss.ts';
export type { ReceiverDependencies } from './dependencies.ts';
export { createReceiver, type Receiver } from './receiver.ts';
export { OPERATIONS, type Operation } from './route.ts';
