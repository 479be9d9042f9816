/** Stands where a secret stood. Clients may send it themselves; it means nothing else. */
export const FILTERED = '[Filtered]';
