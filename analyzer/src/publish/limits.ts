/** Bounds of what leaves for a code host. */
export const PUBLISH_LIMITS = {
  titleLengthMax: 120,
  /** One text of an analysis or a step in a pull request. */
  textLengthMax: 1_200,
  /** Draft pull requests of one project and day: more than a team reviews, fewer than an attack would like. */
  pullRequestsPerDay: 20,
  /** After a fix was taken back no other one is made by itself for so long: the last one was wrong. */
  cooldownAfterRollbackMs: 7 * 86_400_000,
  /** A release that has the fix and ran so long without the error shows that it holds. */
  quietMs: 3 * 86_400_000,
  /** Applied fixes looked at in one round. */
  observedMax: 200,
  observeIntervalMs: 10 * 60_000,
} as const;
