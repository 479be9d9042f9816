import type { Rule } from '../rule.ts';
import { code } from '../words.ts';

export const unhandledRejection: Rule = {
  id: 'unhandled-rejection',
  title: 'A rejected promise nobody waited for',
  cure: 'Wait for the promise or catch its error where the call is made; advice, because the right place is a decision',
  matches: ({ mechanism }) => /unhandled_?rejection/i.test(mechanism?.type ?? ''),
  diagnose: async (_given, { error, frames }) => {
    const [crash] = frames;
    const outermost = frames.at(-1);
    const thrown = `${code(error.type === '' ? 'An error' : error.type)}${crash === undefined ? '' : ` was thrown at ${crash.path}:${crash.line}`}`;
    const caller =
      outermost === undefined || outermost.function === null
        ? 'The asynchronous call it came from'
        : `${code(outermost.function.replace(/^async /, ''))} (${outermost.path}:${outermost.line})`;
    return {
      classification: 'code_fix',
      noCodeFixReason: null,
      cause: `${thrown}${crash === undefined ? ' was rejected' : ''}, and nothing on the way handled it. ${caller} was started without ${code('await')} and without ${code('.catch()')}; why it failed is not explained by any rule.`,
      location:
        crash === undefined
          ? null
          : { path: crash.path, line: crash.line, column: crash.column, expression: null },
      certainty: 'event',
      originKnown: false,
      evidence: [],
      candidates: [],
      advice: [
        {
          title: 'Handle the failure where the call is made',
          description:
            'Wait for it in a function that handles errors, or attach a `.catch()` that reports it and goes on.',
          kind: 'advice',
          confidence: 0.3,
        },
      ],
      prevention: ['Turn on `no-floating-promises` in the linter.'],
    };
  },
};
