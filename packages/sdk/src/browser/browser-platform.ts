import type { Platform } from '../platform.ts';
import { SDK_VERSION } from '../version.ts';
import { findDebugIds } from './find-debug-ids.ts';
import { globalErrors } from './global-errors.ts';
import { keepOnLeave } from './keep-on-leave.ts';
import { pageBreadcrumbs } from './page-breadcrumbs.ts';
import { createFetchSend } from './send.ts';

/** Pages and web workers; a worker is never left. */
export function createBrowserPlatform(): Platform {
  return {
    identity: { sdk: ['bugsage.javascript.browser', SDK_VERSION], p: 'javascript' },
    integrations: [globalErrors(), keepOnLeave(), pageBreadcrumbs()],
    send: createFetchSend(),
    inspect: findDebugIds,
  };
}
