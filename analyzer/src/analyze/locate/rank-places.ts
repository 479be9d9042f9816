import { rankFrames, receiverName, receiverRoot, type FrameText } from './rank-frames.ts';

/** A place where the cause may be, as people are shown it. */
export type Place = {
  readonly path: string;
  readonly line: number;
  readonly reason: 'crash' | 'caller' | 'check-above' | 'value-set';
};

/** Lines within which two places are one for a reader. */
const SAME_PLACE_LINES = 3;
/** Lines above a crash that are searched; an event's context has five. */
const LINES_ABOVE_MAX = 12;
/** Calls through a table only hand on, like event emitters. */
const TABLE_CALL = /\w\[[^\]]{1,80}\]\(/;

/**
 * Places of the likely cause, best first: the ranked frames, and beside the crash the check that lets the value through
 * and the line that sets it. Frames that only hand on come last.
 */
export function rankPlaces(frames: readonly FrameText[], message: string): Place[] {
  const ranked = rankFrames(frames, message);
  const [first, ...others] = ranked.flatMap((index) => {
    const frame = frames[index];
    return frame === undefined ? [] : [{ frame, place: placeOf(frame, index), below: frames[index - 1] }];
  });
  if (first === undefined) return [];
  const handsOn = ({ frame, below }: { frame: FrameText; below: FrameText | undefined }): boolean =>
    below !== undefined &&
    (TABLE_CALL.test(frame.textAt(frame.line) ?? '') || callsByOtherName(frame, below));
  const near = others.filter((one) => !handsOn(one));
  const far = others.filter(handsOn);
  const around = frames[0] === undefined ? [] : placesAround(frames[0], message);
  const calls = near.map((one) => one.place);
  return withoutNear([
    first.place,
    ...calls.slice(0, 1),
    ...around,
    ...calls.slice(1),
    ...far.map((one) => one.place),
  ]);
}

/** The line of a caller in another file does not name what it runs: that is how frameworks call what was registered. */
function callsByOtherName(caller: FrameText, called: FrameText): boolean {
  const text = caller.textAt(caller.line);
  if (text === null || caller.path === called.path) return false;
  const name = called.function?.split(/[\s.]/).at(-1) ?? '';
  return !/^[\w$]+$/.test(name) || !text.includes(`${name}(`);
}

function placeOf(frame: FrameText, index: number): Place {
  return { path: frame.path, line: frame.line, reason: index === 0 ? 'crash' : 'caller' };
}

function placesAround(crash: FrameText, message: string): Place[] {
  const places: Place[] = [];
  const check = checkAbove(crash);
  if (check !== null) places.push({ path: crash.path, line: check, reason: 'check-above' });
  const name = receiverName(crash, message) ?? receiverRoot(crash, message);
  const set = name === null ? null : setAbove(crash, name);
  if (set !== null) places.push({ path: crash.path, line: set, reason: 'value-set' });
  return places;
}

/** The nearest `if` above whose branch only leaves. */
function checkAbove(crash: FrameText): number | null {
  for (let line = crash.line - 1; line >= crash.line - LINES_ABOVE_MAX; line -= 1) {
    const text = crash.textAt(line);
    if (text === null) return null;
    if (!/^\s*(?:\}?\s*else\s+)?if\s*\(/.test(text)) continue;
    const branch = `${text} ${crash.textAt(line + 1) ?? ''}`;
    if (/\b(?:return|continue|break|throw)\b/.test(branch)) return line;
  }
  return null;
}

function setAbove(crash: FrameText, name: string): number | null {
  const assignment = new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}\\s*=(?![=>])`);
  for (let line = crash.line - 1; line >= crash.line - LINES_ABOVE_MAX; line -= 1) {
    const text = crash.textAt(line);
    if (text === null) return null;
    if (assignment.test(text)) return line;
  }
  return null;
}

function withoutNear(places: readonly Place[]): Place[] {
  const kept: Place[] = [];
  for (const place of places) {
    const isNear = kept.some(
      (other) => other.path === place.path && Math.abs(other.line - place.line) < SAME_PLACE_LINES,
    );
    if (!isNear) kept.push(place);
  }
  return kept;
}
