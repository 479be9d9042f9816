import { captureBreadcrumb } from '../capture/breadcrumb.ts';
import { watchMethods } from '../integrations/watch-methods.ts';
import type { Undo } from '../public-types.ts';
import { listen } from '../listen.ts';

/** Notes changes of the address inside the page. */
export function watchAddress(): Undo {
  let from = location.href;
  const note = (): void => {
    const to = location.href;
    // Texts are scrubbed where breadcrumbs are kept; data is not, so the addresses travel as text.
    if (to !== from) captureBreadcrumb({ category: 'navigation', message: `${from} -> ${to}` });
    from = to;
  };
  return [listen('popstate', note), watchMethods(History.prototype, ['pushState', 'replaceState'], note)];
}
