/** The page of a release. Versions hold slashes and dots, so they are no part of the path. */
export function releaseAddress(version: string): string {
  return `/releases/release?${new URLSearchParams({ version }).toString()}`;
}

/** `99.98 %`, rounded down: one crash among many must not read as 100 %. A dash where nothing is known. */
export function shareWords(share: number | null): string {
  // 0.57 is a bit less than 57 hundredths as a binary fraction.
  return share === null ? '–' : `${Math.floor(share * 10_000 + 1e-6) / 100} %`;
}
