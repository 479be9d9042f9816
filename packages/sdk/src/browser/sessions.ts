import type { Engine } from '../platform.ts';
import type { Integration } from '../public-types.ts';
import { type OwnSession, beginOwnSession, followOwnSession } from '../sessions/own-session.ts';
import { watchErrors } from '../sessions/watch-errors.ts';

/** One for all that `init` starts. */
let page: OwnSession | undefined;

/**
 * Release health: each page that is loaded is one session, told when it begins, when it meets an error, and once more when
 * it is hidden if its user was not known before. Changes of the address inside the page begin no new one. Needs a release.
 */
export function sessions(): Integration {
  return {
    name: 'sessions',
    setup(engine: Engine) {
      // A web worker is part of its page.
      if (!globalThis.document || !engine.options.release) return [];
      const { tell, meet } = followOwnSession(engine, (page ??= beginOwnSession()));
      tell();
      // In the capture phase, before what is queued is handed over to the browser.
      addEventListener('visibilitychange', tell, true);
      return [watchErrors(engine, meet), () => removeEventListener('visibilitychange', tell, true)];
    },
  };
}
