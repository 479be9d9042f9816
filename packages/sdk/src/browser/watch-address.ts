import { addBreadcrumb } from '../api.ts';
import { watchMethod } from '../integrations/watch-method.ts';
import { listen } from '../listen.ts';

/** Notes changes of the address inside the page. */
export function watchAddress(): (() => void)[] {
  let from = location.href;
  const note = (): void => {
    const to = location.href;
    // Texts are scrubbed where breadcrumbs are kept; data is not, so the addresses travel as text.
    if (to !== from) addBreadcrumb({ category: 'navigation', message: `${from} -> ${to}` });
    from = to;
  };
  return [
    listen('popstate', note),
    watchMethod(History.prototype, 'pushState', note),
    watchMethod(History.prototype, 'replaceState', note),
  ];
}
