export { CHANNEL_TARGETS, hintOf } from './channel-target.ts';
export { openSender } from './open-sender.ts';
