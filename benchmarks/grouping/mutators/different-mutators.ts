import type { Exception, NormalizedEvent } from '@bugsage/core';
import {
  crashIndex,
  exceptionOf,
  frameOf,
  isBrowser,
  isScript,
  mainOf,
  withFrames,
  withMain,
} from '../event.ts';
import type { Random } from '../random.ts';
import type { Mutator } from './mutator.ts';
import { FUNCTION_NAMES, NOUNS, SENTENCES, SOURCE_LINES, TYPE_NAMES } from './words.ts';

/** Pairs of two bugs. */
export const DIFFERENT_MUTATORS: readonly Mutator[] = [
  { id: 'N1', name: 'other crash function', expected: 'different', mutate: crashElsewhere },
  { id: 'N2', name: 'other exception type', expected: 'different', mutate: changeType },
  { id: 'N3', name: 'unrelated stacks, one message', expected: 'different', mutate: forceMessage },
  { id: 'N4', name: 'same call site, other words', expected: 'different', mutate: changeWords },
  { id: 'N5', name: 'same function, other line and noun', expected: 'different', mutate: changeLine },
  { id: 'N6', name: 'other cause below one wrapper', expected: 'different', mutate: changeCause },
  {
    id: 'N4b',
    name: 'other quoted column in the message',
    expected: 'different',
    isInformational: true,
    mutate: changeColumn,
  },
  {
    id: 'N7',
    name: 'other function of a minified bundle, no map',
    expected: 'different',
    isInformational: true,
    mutate: crashInBundle,
  },
];

function crashElsewhere(seed: NormalizedEvent, random: Random) {
  const { frames } = mainOf(seed);
  const at = crashIndex(frames);
  const crash = frames[at];
  if (crash?.function == null) return null;
  const [name, other] = random.pickTwo(FUNCTION_NAMES);
  const crashing = (named: string): NormalizedEvent =>
    withFrames(seed, () =>
      frames.map((frame, index) => (index === at ? { ...frame, function: named } : frame)),
    );
  return [crashing(name), crashing(other)] as const;
}

function changeType(seed: NormalizedEvent, random: Random) {
  if (isMadeUp(seed)) return null;
  const type = random.pick(TYPE_NAMES);
  return [seed, withMain(seed, (main) => ({ ...main, type }))] as const;
}

function forceMessage(seed: NormalizedEvent, random: Random, others: readonly NormalizedEvent[]) {
  const unrelated = others.filter(
    (other) => other.platform === seed.platform && placeOf(other) !== '' && placeOf(other) !== placeOf(seed),
  );
  if (placeOf(seed) === '' || unrelated.length === 0) return null;
  const forced = (event: NormalizedEvent): NormalizedEvent => ({
    ...event,
    exceptions: [{ ...mainOf(event), type: 'Error', value: 'Something went wrong' }],
  });
  return [forced(seed), forced(random.pick(unrelated))] as const;
}

function placeOf(event: NormalizedEvent): string {
  const { frames } = mainOf(event);
  const crash = frames[crashIndex(frames)];
  return crash?.function == null ? '' : `${crash.module ?? crash.abs_path}|${crash.function}`;
}

/** Type and text of a native signal are the crash handler's words, not the program's. */
function isMadeUp(seed: NormalizedEvent): boolean {
  return mainOf(seed).mechanism?.synthetic === true;
}

function changeWords(seed: NormalizedEvent, random: Random) {
  if (isMadeUp(seed)) return null;
  const [a, b] = random.pickTwo(SENTENCES);
  const saying = (value: string): NormalizedEvent => withMain(seed, (main) => ({ ...main, value }));
  return [saying(a), saying(b)] as const;
}

function changeLine(seed: NormalizedEvent, random: Random) {
  const { frames } = mainOf(seed);
  const at = crashIndex(frames);
  const crash = frames[at];
  if (!isScript(seed) || crash?.context_line == null) return null;
  const [line, otherLine] = random.pickTwo(SOURCE_LINES);
  const [noun, otherNoun] = random.pickTwo(NOUNS);
  const crashing = (context: string, value: string, moved: number): NormalizedEvent =>
    withMain(seed, (main) => ({
      ...main,
      value: `no ${value} found`,
      frames: frames.map((frame, index) =>
        index === at ? { ...frame, context_line: context, lineno: (frame.lineno ?? 1) + moved } : frame,
      ),
    }));
  return [crashing(line, noun, 0), crashing(otherLine, otherNoun, random.between(5, 80))] as const;
}

/** The price of M4b: a quoted name may say what the bug is. */
function changeColumn(seed: NormalizedEvent, random: Random) {
  if (isMadeUp(seed)) return null;
  const [a, b] = random.pickTwo(NOUNS);
  const missing = (column: string): NormalizedEvent =>
    withMain(seed, (main) => ({ ...main, value: `column "${column}" does not exist` }));
  return [missing(a), missing(b)] as const;
}

/** The price of M3: what one release minifies alike cannot be told apart without its map. */
function crashInBundle(seed: NormalizedEvent, random: Random) {
  if (!isBrowser(seed)) return null;
  const crashing = (name: string): NormalizedEvent =>
    withFrames(seed, (frames) =>
      frames.map((frame) =>
        frame.in_app
          ? { ...frame, function: name, lineno: 1, colno: random.between(900, 90_000), context_line: null }
          : frame,
      ),
    );
  const [a, b] = random.pickTwo(['a', 'n', 'qe', 'tt', 'x']);
  return [crashing(a), crashing(b)] as const;
}

function changeCause(seed: NormalizedEvent, random: Random) {
  const wrapper = mainOf(seed);
  const [a, b] = random.pickTwo(FUNCTION_NAMES);
  const [typeA, typeB] =
    random.next() < 0.5 ? random.pickTwo(TYPE_NAMES) : ([TYPE_NAMES[0], TYPE_NAMES[0]] as const);
  const below = (type: string, name: string): NormalizedEvent => ({
    ...seed,
    exceptions: [causeOf(seed, type, name), wrapper],
  });
  return [below(typeA, a), below(typeB, b)] as const;
}

function causeOf(seed: NormalizedEvent, type: string, name: string): Exception {
  const crash = mainOf(seed).frames[crashIndex(mainOf(seed).frames)];
  const frame = frameOf({
    function: name,
    abs_path: crash?.abs_path ?? '/srv/lib.js',
    filename: crash?.filename ?? 'lib.js',
    module: crash?.module ?? null,
    lineno: 7,
  });
  return exceptionOf(type, 'it did not work', [frame]);
}
