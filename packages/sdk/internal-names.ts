/**
 * Properties of our own objects that no caller sees: the build shortens them, which a minifier cannot do by itself. One line for
 * each kind of object; objects of different kinds have the same short names, because a text that repeats compresses better.
 * For the same reason the order is one that was found by trying.
 * The short names are fixed, because copies of the package in one process share objects (shared-state.ts). A name in this
 * list must not be one of the platform's, nor stand in two lines.
 */
const KINDS = [
  // Client and Platform
  `seen losses queue itemsMax writeFrames options identity limitedUntilMs retryAtMs undo sending prepare inspect spentUntilMs
   timer captured failures enterSession settle`,
  // QueueItem and Occurrence
  'frozen thrown lastSeenMs hint repeats windowMs caller event holdUntilMs',
  // SharedState
  'client scope storage',
  // EncodedBatch
  'items',
];
const LETTERS = 'etrnsoaiuclfpdghbmwyvkxjzq';

export const SHORT_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  KINDS.flatMap((names) => names.split(/\s+/).map((name, position) => [name, LETTERS.charAt(position)])),
);
export const INTERNAL_NAMES = new RegExp(`^(?:${Object.keys(SHORT_NAMES).join('|')})$`);
