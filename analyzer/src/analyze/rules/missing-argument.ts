import { parseNullishMessage } from '../messages/nullish-message.ts';
import type { Rule } from '../rule.ts';
import { findingFromEvent } from './finding-from-event.ts';
import { libraryArgument } from './library-argument.ts';

/** What functions of Node.js say when they are given nothing: `The "path" argument must be of type string. Received undefined`. */
export const missingArgument: Rule = {
  id: 'missing-argument',
  title: 'A function of Node.js that is given nothing',
  cure: 'A check of the value before the call',
  matches: ({ message }) => parseNullishMessage(message)?.access === 'argument',
  diagnose: async (given, context) => {
    const message = parseNullishMessage(context.error.message);
    if (message === null) return null;
    const [frame] = context.frames;
    const found = frame === undefined ? null : await libraryArgument(frame, message, context);
    return (
      found ??
      findingFromEvent(given, context, {
        cause: `A function of Node.js is given ${message.value ?? 'nothing'}`,
        advice: 'Look at where the value comes from, and check it there.',
      })
    );
  },
};
