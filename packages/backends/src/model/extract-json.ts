import { MODEL_LIMITS } from './limits.ts';

/**
 * The JSON value in a model's text: the text itself, or the first JSON object in it, so that code fences, prose around
 * the answer and thoughts before it (`</think>`) do no harm. Undefined when there is none. Linear in the text's length.
 */
export function extractJson(text: string): unknown {
  if (text.length > MODEL_LIMITS.answerLengthMax) return undefined;
  const answer = text.split('</think>').at(-1) ?? '';
  const whole = parse(answer);
  if (whole !== undefined) return whole;
  for (let start = answer.indexOf('{'); start !== -1;) {
    const end = closingBrace(answer, start);
    // An object that never closes is an answer that was cut; a complete one inside it would be a part sold as the whole.
    if (end === -1) return undefined;
    const value = parse(answer.slice(start, end + 1));
    if (value !== undefined) return value;
    start = answer.indexOf('{', end + 1);
  }
  return undefined;
}

/** Index of the brace that closes the one at `start`, or -1. Braces inside strings do not count. */
function closingBrace(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return index;
  }
  return -1;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
