const MINUTE_MS = 60_000;

/** Bounds of the REST API, each with unit and reason. */
export const API_LIMITS = {
  /** The largest body is a description or review note; events come in through the collector. */
  bodyBytesMax: 64 * 1024,
  /** A whole request must have arrived by then; slow senders hold a connection, nothing else. */
  requestTimeoutMs: 30_000,
  /** Issues per page: integrators sync with 1,000. */
  pageSizeMax: 1_000,
  pageSizeDefault: 100,
  /** Rows before a page are read and thrown away by the store; deeper lists are narrowed with a filter. */
  skipMax: 1_000_000,
  /** Event rows per page: the list carries no payloads, but people do not scan more. */
  /** Unix milliseconds of the year 2262: ClickHouse counts nanoseconds in 64 bits and refuses later times. */
  eventTimeMax: 9_214_646_400_000,
  eventPageSizeMax: 100,
  eventPageSizeDefault: 50,
  searchLengthMax: 200,
  nameLengthMax: 200,
  titleLengthMax: 256,
  descriptionLengthMax: 16_384,
  notesLengthMax: 8_192,
  commentLengthMax: 16_384,
  /** Issues changed by one request; each takes a row lock. */
  bulkIssuesMax: 500,
  urlLengthMax: 2_048,
  /** A subject line and what people write below it. */
  commitMessageLengthMax: 4_096,
  /** Longer than RFC 5321 allows an address to be. */
  emailLengthMax: 320,
  /** Far above any passphrase; the hash itself takes the same time for every length. */
  passwordLengthMax: 1_024,
  /** NIST SP 800-63B asks for 8; an account here reads source code. */
  passwordLengthMin: 10,
  /** Guesses of one-time codes for one account: 3 of a million are right at any time. */
  otpsPerAccountMax: 10,
  otpWindowMs: 10 * MINUTE_MS,
  otpLengthMax: 64,
  recoveryCodes: 10,
  userAgentLengthMax: 256,
  /** An invitation waits over a holiday, a password link over a weekend. */
  invitationDaysMax: 30,
  invitationDaysDefault: 7,
  passwordResetMs: 72 * 60 * MINUTE_MS,
  tokenDaysMax: 3_650,
  auditPageSizeMax: 200,
  auditPageSizeDefault: 50,
  /** Our own tokens have about 400 characters. */
  tokenLengthMax: 4_096,
  /** Searches of events read a range of time; a quarter of a year covers a release cycle. */
  searchHoursMax: 90 * 24,
  searchHoursDefault: 14 * 24,
  /** Saved views of one person in one organization: what a menu can show. */
  viewsPerPersonMax: 100,
  viewColumnsMax: 30,
  /** Values of a top list, what fits on a page. */
  topValuesMax: 50,
  topValuesDefault: 10,
  statisticsDaysMax: 365,
  analyticsDaysMax: 90,
  timelineHoursMax: 90 * 24,
  /** Points of a time series: what fits in the width of a chart; a week by the hour has 168. */
  bucketsMax: 200,
  tagValuesPerKey: 10,
  /** Logins from one address; people mistype, programs keep their token. */
  loginsPerAddressMax: 30,
  /** Logins to one account from all addresses: 86,400 guesses a day at most, and a lockout of a minute at worst. */
  loginsPerAccountMax: 60,
  loginWindowMs: MINUTE_MS,
  /** Addresses and accounts remembered by the login limits, least recently used go first. */
  loginKeysMax: 10_000,
  /** Difference between the clocks of two API processes behind one address. */
  clockToleranceSeconds: 5,
  /** Text of grouping rules; the bound of the parser. */
  ruleTextLengthMax: 128 * 1024,
  /** Two texts of rules, with the escapes of JSON. */
  ruleBodyBytesMax: 640 * 1024,
  /** Stored events a dry run groups again while somebody waits: 20,000 take about three seconds. */
  dryRunEventsMax: 20_000,
  /** Events that are looked through for files without source, the newest first; a page waits for it. */
  unresolvedEventsMax: 1_000,
  /** Files shown of them. */
  unresolvedFilesMax: 100,
  unresolvedNameLengthMax: 2_048,
  dryRunDaysMax: 90,
  /** Issues joined by one request: what a person can look at. */
  mergedIssuesMax: 100,
  splitFingerprintsMax: 100,
  /** Lines of an issue's grouping history in one answer, newest first. */
  historyMax: 200,
  /** A quota above is no quota; Postgres holds it as a 32-bit number. */
  eventsPerMinuteMax: 100_000_000,
} as const;
