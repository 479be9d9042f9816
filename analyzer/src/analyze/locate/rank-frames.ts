import { parseNullishMessage } from '../messages/nullish-message.ts';

/** One frame of a stack with as much of its file as is known. */
export type FrameText = {
  readonly path: string;
  readonly line: number;
  readonly column: number | null;
  readonly function: string | null;
  /** Text of a line; null when it is not known. */
  readonly textAt: (line: number) => string | null;
};

/** Lines above a crash that are searched for the head of its function: what an event's context holds. */
const HEAD_LINES_MAX = 5;
/** Calls that only hand on: who is to blame sits below or above them. */
const DISPATCH = /\.(?:emit|dispatch|dispatchEvent|apply|call)\(|\b(?:next|handler|listener|callback)\(/;
const SHARED = /(?:^|\/)(?:[\w-]*utils?|helpers?|shared|common|token-store)(?:\/|\.)/i;

/**
 * Orders the frames of a stack, crash first, by how likely the cause is there; gives their indexes. The crash comes
 * first, unless it is a short or shared function that was given the missing value: then its caller does.
 */
export function rankFrames(frames: readonly FrameText[], message: string): number[] {
  const blamed = blamedFrame(frames, message);
  const rest = frames.map((_, index) => index).filter((index) => index !== blamed);
  const isDispatch = (index: number): boolean => {
    const frame = frames[index];
    return frame !== undefined && DISPATCH.test(frame.textAt(frame.line) ?? '');
  };
  // The crash itself is never far from the cause, so it stays second.
  const near = rest.filter((index) => index === 0 || !isDispatch(index));
  const far = rest.filter((index) => index !== 0 && isDispatch(index));
  return frames.length === 0 ? [] : [blamed, ...near, ...far];
}

function blamedFrame(frames: readonly FrameText[], message: string): number {
  const property = parseNullishMessage(message)?.property ?? null;
  if (property === null) return 0;
  const crash = frames[0];
  const receiver = crash === undefined ? null : receiverName(crash, message);
  let wanted = receiver === null || crash === undefined || isReassigned(crash, receiver) ? null : receiver;
  let index = 0;
  while (wanted !== null) {
    const here = frames[index];
    const above = frames[index + 1];
    if (here === undefined || above === undefined) break;
    const argument = argumentFor(here, above, wanted);
    if (argument === null) break;
    index += 1;
    wanted = /^[A-Za-z_$][\w$]*$/.test(argument) ? argument : null;
  }
  return index;
}

/** The plain name whose property is read at the crash; null for anything longer, like `node.key`. */
export function receiverName(frame: FrameText, message: string): string | null {
  const property = parseNullishMessage(message)?.property ?? null;
  const text = frame.textAt(frame.line);
  if (text === null || property === null) return null;
  const names = [...text.matchAll(/(?<![\w$.)\]?])([A-Za-z_$][\w$]*)\.([\w$]+)/g)].filter(
    (found) => found[2] === property,
  );
  const atColumn = names.find((found) => frame.column === (found.index ?? 0) + (found[1]?.length ?? 0) + 2);
  const chosen = atColumn ?? (names.length === 1 && frame.column === null ? names[0] : undefined);
  const name = chosen?.[1] ?? null;
  return name === 'this' ? null : name;
}

/** The name a longer receiver starts with: `node` of `node.key`, where `node.key.name` is read. */
export function receiverRoot(frame: FrameText, message: string): string | null {
  const property = parseNullishMessage(message)?.property ?? null;
  const text = frame.textAt(frame.line);
  if (text === null || property === null) return null;
  const chains = [
    ...text.matchAll(/(?<![\w$.)\]?])([A-Za-z_$][\w$]*)((?:\.[\w$]{1,100}|\[[^\]]{1,100}\]){1,8})/g),
  ].filter(
    (found) => found[2]?.endsWith(`.${property}`) === true || found[2]?.includes(`.${property}.`) === true,
  );
  const [only] = chains;
  const name = chains.length === 1 ? (only?.[1] ?? null) : null;
  return name === 'this' ? null : name;
}

/** A parameter that is given another value near the crash says nothing about what the caller passed. */
function isReassigned(frame: FrameText, name: string): boolean {
  const assignment = new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}\\s*=(?![=>])`);
  for (let offset = -HEAD_LINES_MAX; offset <= HEAD_LINES_MAX; offset += 1)
    if (assignment.test(frame.textAt(frame.line + offset) ?? '')) return true;
  return false;
}

/** What the caller passes for a parameter of a short or shared function; null when it is not one of those. */
function argumentFor(here: FrameText, above: FrameText, parameter: string): string | null {
  const name = here.function?.split('.').at(-1) ?? '';
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return null;
  const head = headOf(here, name);
  const position = head?.parameters.indexOf(parameter) ?? -1;
  const isShared = SHARED.test(here.path) && here.path !== above.path;
  if (position < 0 || (!isShared && (head?.distance ?? Infinity) > HEAD_LINES_MAX)) return null;
  return argumentAt(above.textAt(above.line) ?? '', name, position);
}

function headOf(frame: FrameText, name: string): { parameters: string[]; distance: number } | null {
  const escaped = name.replaceAll('$', '\\$');
  const head = new RegExp(
    `(?:function\\s*\\*?\\s*${escaped}\\s*|\\b${escaped}\\s*[:=]\\s*(?:async\\s+)?(?:function\\s*[\\w$]*\\s*)?|^\\s*(?:async\\s+|static\\s+)*${escaped}\\s*)\\(([^()]*)\\)\\s*(?:=>|\\{)`,
  );
  for (let distance = 0; distance <= HEAD_LINES_MAX; distance += 1) {
    const found = head.exec(frame.textAt(frame.line - distance) ?? '');
    if (found === null) continue;
    const parameters = (found[1] ?? '').split(',').map((part) => /^[\w$]+/.exec(part.trim())?.[0] ?? '');
    return { parameters, distance };
  }
  return null;
}

/** The text of an argument of a call on a line; empty when it is left out or goes on below, null without such a call. */
export function argumentAt(text: string, name: string, position: number): string | null {
  const found = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}\\(`).exec(text);
  if (found === null) return null;
  let depth = 0;
  let current = '';
  const parts: string[] = [];
  for (const letter of text.slice(found.index + found[0].length)) {
    if ('([{'.includes(letter)) depth += 1;
    if (')]}'.includes(letter)) depth -= 1;
    if (depth < 0) break;
    if (letter === ',' && depth === 0) {
      parts.push(current.trim());
      current = '';
    } else current += letter;
  }
  parts.push(current.trim());
  return parts[position] ?? '';
}
