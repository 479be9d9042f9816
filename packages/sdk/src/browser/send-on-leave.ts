import type { EndHooks } from '../platform.ts';

/**
 * Hands everything that is queued to the browser when the page is hidden: it may never run again. A beacon has no
 * answer, so handed over counts as delivered; what the browser refuses stays queued for a page that comes back.
 */
export function sendOnLeave(hooks: EndHooks): () => void {
  const leave = (): void => {
    // A request in flight is a keepalive request and survives by itself.
    for (const { body, settle } of hooks.drain({ withInFlight: false }).encode()) {
      if (!navigator.sendBeacon(hooks.endpoint, body)) return;
      settle();
    }
  };
  const onVisibility = (): void => {
    if (document.visibilityState === 'hidden') leave();
  };
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    removeEventListener('pagehide', leave);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}
