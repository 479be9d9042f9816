/** Bounds of one call to an address somebody else chose. */
export const OUTBOUND_LIMITS = {
  /** Longer than any address people paste; a longer one is an attack on the logs. */
  urlLengthMax: 2_048,
  /** From the first lookup to the last byte, redirects included. A webhook that needs longer is down. */
  timeoutMs: 10_000,
  /** Of decoded bytes: a compressed bomb counts as what it becomes. Metadata and answers of APIs are far smaller. */
  responseBytesMax: 1024 * 1024,
  responseHeaderBytesMax: 16 * 1024,
  /** Hops of reads; writes follow none, because a body belongs to the address it was meant for. */
  redirectsMax: 3,
  /** Addresses of one name that are tried; real names have few. */
  addressesMax: 16,
  connectionsPerOriginMax: 8,
} as const;
