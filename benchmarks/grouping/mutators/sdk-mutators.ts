import type { Frame, Mechanism, NormalizedEvent } from '@bugsage/core';
import { isInAppFrame } from '@bugsage/stacktrace';
import { eventOf, exceptionOf, frameOf, isBrowser, mainOf, withEveryFrame, withFrames } from '../event.ts';
import type { Random } from '../random.ts';
import { minifiedFrame } from './minified-frame.ts';
import type { Mutator } from './mutator.ts';
import { SENTENCES } from './words.ts';

/** Pairs of one bug that differ by what sent them, or by when: another SDK, no flags, no map yet, a cut stack. */
export const SDK_MUTATORS: readonly Mutator[] = [
  { id: 'M11', name: 'thrown text, another SDK version', expected: 'same', mutate: catchOtherwise },
  { id: 'M12', name: 'no in-app flags sent', expected: 'same', mutate: dropFlags },
  { id: 'M13', name: 'before and after its map', expected: 'same', isInformational: true, mutate: lackMap },
  { id: 'M14', name: 'stack cut to 250 frames', expected: 'same', mutate: cutStack },
];

/** As recorded of @sentry/browser 9, 10 and 11, of @sentry/node, and of our own SDK. */
const CATCHES: readonly { readonly mechanism: string; readonly hasStack?: true }[] = [
  { mechanism: 'instrument' },
  { mechanism: 'auto.browser.browserapierrors.setTimeout' },
  { mechanism: 'auto.browser.browserapierrors.setTimeout', hasStack: true },
  { mechanism: 'generic', hasStack: true },
  { mechanism: 'onerror' },
  { mechanism: 'auto.browser.global_handlers.onerror' },
];

function catchOtherwise(seed: NormalizedEvent, random: Random) {
  if (seed.platform !== 'javascript') return null;
  const text = random.pick(SENTENCES);
  const [a, b] = random.pickTwo(CATCHES);
  const caught = ({ mechanism, hasStack }: (typeof CATCHES)[number]): NormalizedEvent => {
    const frames = hasStack === true ? mainOf(seed).frames : [];
    const thrown = { ...exceptionOf('Error', text, frames), mechanism: madeUp(mechanism) };
    return { ...eventOf(seed.platform, [thrown]), message: { template: null, formatted: text } };
  };
  return [caught(a), caught(b)] as const;
}

function madeUp(type: string): Mechanism {
  const none = { exception_id: null, parent_id: null, source: null, data: null };
  return { type, handled: false, synthetic: true, is_exception_group: false, ...none };
}

/** An SDK that leaves the flags to the server; for every model the list of ours decides then. */
function dropFlags(seed: NormalizedEvent) {
  if (mainOf(seed).frames.length === 0) return null;
  const { platform } = seed;
  const decided = withEveryFrame(seed, (frame) => ({
    ...frame,
    in_app: isInAppFrame({ platform, ...frame }),
  }));
  return [seed, decided] as const;
}

function lackMap(seed: NormalizedEvent, random: Random) {
  if (!isBrowser(seed)) return null;
  const minified = withEveryFrame(seed, (frame) => (frame.in_app ? minifiedFrame(frame, random) : frame));
  // What the mapped event was before: only a key of unmapped frames looks at it.
  return [{ ...seed, extra: { unmapped: JSON.stringify(minified.exceptions) } }, minified] as const;
}

const STACK_MAX = 250;

function cutStack(seed: NormalizedEvent, random: Random) {
  if (mainOf(seed).frames.length === 0) return null;
  const depth = random.between(STACK_MAX, STACK_MAX * 2);
  const callers = Array.from({ length: depth }, (_, index): Frame =>
    frameOf({
      function: `visit${index % 7}`,
      filename: 'walk.src',
      abs_path: '/srv/walk.src',
      lineno: index + 1,
    }),
  );
  const deep = withFrames(seed, (frames) => [...callers, ...frames]);
  const half = STACK_MAX / 2;
  const cut = withFrames(deep, (frames) => [...frames.slice(0, half), ...frames.slice(-half)]);
  return [deep, cut] as const;
}
