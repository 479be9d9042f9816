import type { FixCandidate } from '../diagnosis.ts';
import { beginWith } from './begin-with.ts';
import { breakCase } from './break-case.ts';
import { callArgumentInstead, callDefault } from './call-default.ts';
import { defaultValue } from './default-value.ts';
import { elementGuard } from './element-guard.ts';
import { enclosingGuard } from './enclosing-guard.ts';
import { everyUse, sameReads } from './every-use.ts';
import { extendExit, extendWholeExit } from './extend-exit.ts';
import { fillEntry } from './fill-entry.ts';
import { guardCondition } from './guard-condition.ts';
import { guardEveryCondition, guardOfEvery } from './guard-conditions.ts';
import { guardValue } from './guard-value.ts';
import { leaveEarly, otherAnswer } from './leave-early.ts';
import { leaveBeforeChain } from './leave-before-chain.ts';
import { loopAndLeave } from './loop-and-leave.ts';
import { loopBound } from './loop-bound.ts';
import { nameAndGuard, nameAndWrap } from './name-and-guard.ts';
import { neighbourGuard } from './neighbour-guard.ts';
import { optionalChain } from './optional-chain.ts';
import { optionsDefault } from './options-default.ts';
import { readThenLeave } from './read-then-leave.ts';
import { returnGiven } from './return-given.ts';
import { skipElements } from './skip-elements.ts';
import { wholeChain } from './whole-chain.ts';
import { wrapStatement } from './wrap-statement.ts';
import type { NullishContext } from './nullish-context.ts';

/** Of equal priors the earlier one is tried first. */
export const NULLISH_TEMPLATES: readonly ((context: NullishContext) => FixCandidate | null)[] = [
  neighbourGuard,
  elementGuard,
  loopAndLeave,
  guardCondition,
  optionalChain,
  extendExit,
  extendWholeExit,
  enclosingGuard,
  leaveEarly,
  otherAnswer,
  returnGiven,
  nameAndGuard,
  nameAndWrap,
  readThenLeave,
  wrapStatement,
  defaultValue,
  callArgumentInstead,
  callDefault,
  skipElements,
  breakCase,
  guardEveryCondition,
  everyUse,
  sameReads,
  optionsDefault,
  wholeChain,
  loopBound,
  fillEntry,
  guardValue,
  beginWith,
  leaveBeforeChain,
  guardOfEvery,
];
