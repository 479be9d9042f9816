import { parseChunkMessage } from '../messages/chunk-message.ts';
import type { Rule } from '../rule.ts';
import { code } from '../words.ts';
import { locationOfFrame } from './plain-finding.ts';

export const chunkLoad: Rule = {
  id: 'chunk-load',
  title: 'Part of the application could not be loaded',
  cure: 'Keep the old files for a while after a deploy, or reload once; no patch of the crashing line helps',
  matches: (error) => parseChunkMessage(error.type, error.message) !== null,
  diagnose: async (given, { error, frames }) => {
    const chunk = parseChunkMessage(error.type, error.message)?.chunk ?? '';
    const what = chunk === '' ? 'a part of the application' : code(chunk);
    const release = given.event.release === null ? '' : ` The page ran release ${code(given.event.release)}.`;
    return {
      classification: 'action_recommended',
      noCodeFixReason: 'The code is right; the file it asks for was not served.',
      cause: `The browser could not load ${what}. Most often the page was opened before a deploy and asks for files that the deploy removed; a lost connection looks the same.${release}`,
      location: locationOfFrame(frames[0]),
      certainty: 'message',
      originKnown: false,
      evidence: [],
      candidates: [],
      advice: [
        {
          title: 'Keep the files of the last releases',
          description:
            'Let a deploy add files and remove old ones only after a day, and serve the HTML without caching.',
          kind: 'advice',
          confidence: 0.6,
        },
        {
          title: 'Reload once',
          description:
            'When a dynamic import fails, reload the page once (remember it in the session, so that it cannot loop).',
          kind: 'advice',
          confidence: 0.5,
        },
      ],
      prevention: ['Watch the share of such errors right after each deploy.'],
    };
  },
};
