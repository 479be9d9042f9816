/**
 * How often a template was right, of the patches that removed the original error on 161 real JavaScript crashes
 * (count right / count that removed it). Verification decides; these only order what is tried first.
 */
export const PRIORS = {
  /** 5 / 11 */
  continueEarly: 0.45,
  /** 34 / 80 */
  optionalChain: 0.42,
  /** 26 / 63 */
  guardCondition: 0.41,
  /** 14 / 40 */
  guardNegated: 0.35,
  /** 22 / 120; raised where the function states what it returns for "nothing" */
  returnEarly: 0.18,
  /** 2 / 50 for `|| {}`; lists and texts by method family do better and were not counted apart */
  defaultObject: 0.04,
  defaultByFamily: 0.25,
  /** 0 / 11: only for elements of a page, where it is what people write */
  wrapInIf: 0.02,
} as const;

/** A template whose shape already stands in the same file for the same kind of value is what its authors would write. */
export const NEIGHBOUR_BONUS = 0.25;
/** The function says itself what it returns when there is nothing. */
export const STATED_RETURN_BONUS = 0.3;
/** The value is used again below: patching one use moves the crash. */
export const USED_LATER_PENALTY = 0.3;
