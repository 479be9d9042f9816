/** Bounds of ownership rules, each with unit and reason. */
export const OWNERSHIP_LIMITS = {
  /** Characters of either text; GitHub's own bound of a CODEOWNERS file is 3 MB, real ones stay below 100 KB. */
  textLengthMax: 256 * 1024,
  /** Both texts and the escapes of JSON. */
  bodyBytesMax: 1_280 * 1024,
  rulesMax: 5_000,
  ownersPerRuleMax: 20,
  ownerLengthMax: 320,
  mappingsMax: 1_000,
  /** Lines that are wrong, told at once. */
  problemsMax: 50,
  /** Frames of an event that rules are compared with: those of the application nearest the crash. */
  framesMax: 50,
  /** Folders a checkout may be below. */
  pathFoldersMax: 20,
} as const;
