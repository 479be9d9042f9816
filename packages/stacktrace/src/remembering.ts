import { STACKTRACE_MEMORY } from './limits.ts';

/**
 * The same pure function of a text, which remembers its answers: the frames of an application are read over and over
 * from the same files. A flood of new texts starts the memory anew; long ones are not remembered.
 */
export function remembering<Answer>(read: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = read(text);
    if (text.length > STACKTRACE_MEMORY.textLengthMax) return answer;
    if (answers.size >= STACKTRACE_MEMORY.textsMax) answers.clear();
    answers.set(text, answer);
    return answer;
  };
}
