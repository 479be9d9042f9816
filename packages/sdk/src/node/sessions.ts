import type { Engine } from '../platform.ts';
import type { Integration } from '../public-types.ts';
import { countSessions } from '../sessions/count-sessions.ts';
import { beginOwnSession, followOwnSession } from '../sessions/own-session.ts';

/**
 * Release health: in a page one session for each load, in a server one for each request, counted by the minute. A program that
 * serves none is one session itself, told when it meets an error and when it ends. Needs a release.
 */
export function sessions(): Integration {
  return {
    name: 'sessions',
    setup(engine: Engine) {
      if (!engine.options.release) return [];
      const own = followOwnSession(engine, beginOwnSession());
      let isServer = false;
      const { endAll, undo } = countSessions(engine, {
        enter() {
          isServer = true;
        },
        meetElsewhere(isCrash) {
          if (!isServer) own.meet(isCrash);
        },
      });
      const tellOwn = (): void => {
        if (!isServer) own.tell();
      };
      const onExit = (): void => {
        endAll('abnormal');
        tellOwn();
      };
      // Before the listeners that deliver what is queued.
      process.prependListener('beforeExit', tellOwn);
      process.prependListener('exit', onExit);
      return [
        undo,
        () => {
          endAll('exited');
          tellOwn();
          process.off('beforeExit', tellOwn);
          process.off('exit', onExit);
        },
      ];
    },
  };
}
