import type { NormalizedEvent } from '@bugsage/core';
import { crashIndex, exceptionOf, frameOf, isBrowser, mainOf, withFrames, withMain } from '../event.ts';
import type { Random } from '../random.ts';
import { minifiedFrame } from './minified-frame.ts';
import type { Mutator } from './mutator.ts';
import { FUNCTION_NAMES, SENTENCES } from './words.ts';

/**
 * Classes that a further key would solve, and beside each the class in which the same key joins two bugs. One of each
 * two has to be given up; a wrapper of the same cause is a choice.
 */
export const FURTHER_KEY_MUTATORS: readonly Mutator[] = [
  {
    id: 'M5c',
    name: 'an old engine does not show the property',
    expected: 'same',
    isInformational: true,
    mutate: hideProperty,
  },
  { id: 'N8', name: 'other property read in one function', expected: 'different', mutate: readOther },
  { id: 'N9', name: 'other function of a mapped bundle', expected: 'different', mutate: crashInMapped },
  {
    id: 'M15',
    name: 'wrapper added around the cause',
    expected: 'same',
    isInformational: true,
    mutate: addWrapper,
  },
  {
    id: 'N10',
    name: 'one helper fails below two wrappers',
    expected: 'different',
    isInformational: true,
    mutate: changeWrapper,
  },
];

const PROPERTIES = ['price', 'total', 'customer', 'address', 'voucher'] as const;

function reading(seed: NormalizedEvent, property: string): NormalizedEvent {
  const value = `Cannot read properties of undefined (reading '${property}')`;
  return withMain(seed, (main) => ({ ...main, type: 'TypeError', value }));
}

function hideProperty(seed: NormalizedEvent, random: Random) {
  if (!isBrowser(seed)) return null;
  const old = withMain(seed, (main) => ({ ...main, type: 'TypeError', value: 'cart is undefined' }));
  return [reading(seed, random.pick(PROPERTIES)), old] as const;
}

function readOther(seed: NormalizedEvent, random: Random) {
  if (!isBrowser(seed)) return null;
  const [a, b] = random.pickTwo(PROPERTIES);
  return [reading(seed, a), reading(seed, b)] as const;
}

/** Two functions of one bundle with one message: their maps tell them apart. */
function crashInMapped(seed: NormalizedEvent, random: Random) {
  if (!isBrowser(seed)) return null;
  const { frames } = mainOf(seed);
  const at = crashIndex(frames);
  const crashing = (name: string): NormalizedEvent => {
    const mapped = withFrames(seed, () =>
      frames.map((frame, index) => (index === at ? { ...frame, function: name } : frame)),
    );
    const before = withFrames(mapped, (all) =>
      all.map((frame) => (frame.in_app ? minifiedFrame(frame, random) : frame)),
    );
    return { ...mapped, extra: { unmapped: JSON.stringify(before.exceptions) } };
  };
  const [a, b] = random.pickTwo(FUNCTION_NAMES);
  return [crashing(a), crashing(b)] as const;
}

function wrapped(seed: NormalizedEvent, name: string, text: string): NormalizedEvent {
  const crash = mainOf(seed).frames[crashIndex(mainOf(seed).frames)];
  const frame = frameOf({
    function: name,
    abs_path: '/srv/service.src',
    filename: 'service.src',
    module: crash?.module == null ? null : 'shop.service',
    lineno: 30,
  });
  return { ...seed, exceptions: [...seed.exceptions, exceptionOf('ServiceError', text, [frame])] };
}

function addWrapper(seed: NormalizedEvent, random: Random) {
  if (mainOf(seed).frames.length === 0) return null;
  return [seed, wrapped(seed, random.pick(FUNCTION_NAMES), random.pick(SENTENCES))] as const;
}

function changeWrapper(seed: NormalizedEvent, random: Random) {
  if (mainOf(seed).frames.length === 0) return null;
  const [nameA, nameB] = random.pickTwo(FUNCTION_NAMES);
  const [textA, textB] = random.pickTwo(SENTENCES);
  return [wrapped(seed, nameA, textA), wrapped(seed, nameB, textB)] as const;
}
