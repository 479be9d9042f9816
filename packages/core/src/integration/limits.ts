const MIB = 1024 * 1024;

export const INTEGRATION_LIMITS = {
  /** A project talks to a tracker, a code host and a chat; more is a script that went wrong. */
  perProjectMax: 20,
  linksPerIssueMax: 20,
  nameLengthMax: 200,
  /** Private keys of GitHub Apps have about 1,700 characters, tokens a few hundred. */
  credentialLengthMax: 8_192,
  secretLengthMin: 16,
  secretLengthMax: 256,
  /** Names of statuses of a Jira workflow that are mapped; real workflows have a dozen. */
  statusesMax: 100,
  /** Characters of the name of a status, priority or type. */
  wordLengthMax: 100,
  /** Webhooks carry an issue, an event or the commits of a push; Sentry's events are the largest. */
  webhookBytesMax: 5 * MIB,
  /** Tries of one task; with growing pauses that is about three hours. */
  attemptsMax: 10,
  firstPauseSeconds: 20,
  pauseSecondsMax: 3_600,
  /** Tries of one received webhook before it waits for a person. */
  receivedAttemptsMax: 8,
  /** Days a received webhook is kept: also how long a repeat is recognised. */
  logDays: 30,
  /** Seconds a signed time may be away from ours (docs.slack.dev: verifying requests). */
  replayWindowSeconds: 300,
  /** Integrations of one kind whose secrets are tried for a webhook that names none. */
  candidatesMax: 100,
  /** Characters of an error, a title or an author that are kept. */
  textLengthMax: 300,
  /** Characters of a comment that comes in. */
  commentLengthMax: 16_384,
  /** Commits of one push or comparison that are read. */
  commitsMax: 1_000,
  /** Sentry issues of one import. */
  importIssuesMax: 50_000,
} as const;
