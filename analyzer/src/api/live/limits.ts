/** Bounds of the live stream, each with unit and reason. */
export const LIVE_LIMITS = {
  /** How late a change is seen: a look at the activity of all projects, shared by all connections. */
  pollIntervalMs: 500,
  /** Lines read at once. */
  linesMax: 500,
  /** Lines sent again to a client that comes back; one that missed more is faster with a fresh list. */
  replayLinesMax: 5_000,
  /** A first message is an access token and a few numbers. */
  messageBytesMax: 8 * 1024,
  /** Who does not say hello by then is not one of us. */
  helloTimeoutMs: 5_000,
  connectionsMax: 1_000,
  /** Open pages of one person. */
  connectionsPerUserMax: 20,
  /** Waiting to be sent to one client; one that reads slower comes back later. */
  bufferedBytesMax: 1024 * 1024,
  /** Proxies close silent connections after a minute. */
  pingIntervalMs: 30_000,
  /** How long an ended session or a changed role may still see something. */
  recheckIntervalMs: 30_000,
} as const;
