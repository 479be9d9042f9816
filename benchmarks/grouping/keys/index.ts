import { bugsage } from './bugsage.ts';
import { bugsink } from './bugsink.ts';
import { glitchtip } from './glitchtip.ts';
import type { KeyModel } from './key-model.ts';
import { posthog } from './posthog.ts';
import { sentry } from './sentry.ts';

export { FURTHER_KEYS } from './further-keys.ts';
export { isTogether, type KeyModel } from './key-model.ts';

export const KEY_MODELS: readonly KeyModel[] = [bugsage, sentry, bugsink, glitchtip, posthog];
