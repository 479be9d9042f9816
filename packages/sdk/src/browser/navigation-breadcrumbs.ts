import { addBreadcrumb } from '../api.ts';
import { patchMethod } from '../integrations/patch.ts';
import { listen } from '../listen.ts';
import type { Integration } from '../public-types.ts';

/** Notes changes of the address inside the page. */
export function navigationBreadcrumbs(): Integration {
  return {
    name: 'navigation',
    setup() {
      let from = location.href;
      const note = (): void => {
        if (location.href === from) return;
        // Texts are scrubbed where breadcrumbs are kept; data is not, so the addresses travel as text.
        addBreadcrumb({ category: 'navigation', message: `${from} -> ${location.href}` });
        from = location.href;
      };
      return [
        listen('popstate', note),
        ...(['pushState', 'replaceState'] as const).map((method) =>
          patchMethod(history, method, (original, isActive) => (...call) => {
            original.apply(history, call);
            if (isActive()) note();
          }),
        ),
      ];
    },
  };
}
