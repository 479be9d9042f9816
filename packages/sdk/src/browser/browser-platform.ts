import { consoleBreadcrumbs } from '../integrations/console-breadcrumbs.ts';
import { fetchBreadcrumbs } from '../integrations/fetch-breadcrumbs.ts';
import type { Platform } from '../platform.ts';
import type { CapturedFrame } from '../public-types.ts';
import { clickBreadcrumbs } from './click-breadcrumbs.ts';
import { globalErrors } from './global-errors.ts';
import { navigationBreadcrumbs } from './navigation-breadcrumbs.ts';
import { sendOnLeave } from './send-on-leave.ts';
import { sendWithFetch } from './send.ts';

/** Pages and web workers; a worker has no document, so it has no clicks, no history and no beacon. */
export function createBrowserPlatform(): Platform {
  const isPage = typeof document !== 'undefined';
  return {
    sdkName: 'bugsage.javascript.browser',
    name: 'javascript',
    userAgent: navigator.userAgent,
    integrations: [
      globalErrors(),
      consoleBreadcrumbs(),
      fetchBreadcrumbs(),
      ...(isPage ? [navigationBreadcrumbs(), clickBreadcrumbs()] : []),
    ],
    send: sendWithFetch,
    schedule,
    completeFrame: completeBrowserFrame,
    pageUrl: () => location.href,
    ...(isPage && { sendAtEnd: sendOnLeave }),
  };
}

export function schedule(run: () => void, delayMs: number): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}

/** In-app is left to the server, which knows the source maps; only code of extensions is certain. */
function completeBrowserFrame(frame: CapturedFrame): CapturedFrame {
  return /^[a-z-]+-extension:/.test(frame.file ?? '') ? { ...frame, inApp: false } : frame;
}
