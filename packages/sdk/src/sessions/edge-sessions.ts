import type { Engine } from '../platform.ts';
import type { Integration } from '../public-types.ts';
import { countSessions } from './count-sessions.ts';

/**
 * Release health: each call that an adapter or `withSession` runs is one session, counted by the minute and delivered
 * with the next `flush`. Needs a release.
 */
export function sessions(): Integration {
  return {
    name: 'sessions',
    setup: (engine: Engine) => (engine.options.release ? countSessions(engine).undo : []),
  };
}
