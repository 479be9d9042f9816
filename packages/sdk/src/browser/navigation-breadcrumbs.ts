import { patchMethod } from '../integrations/patch.ts';
import type { Integration } from '../public-types.ts';

/** Notes changes of the address inside the page. */
export function navigationBreadcrumbs(): Integration {
  return {
    name: 'navigation',
    setup(host) {
      let from = location.href;
      const note = (): void => {
        if (location.href === from) return;
        // Texts are scrubbed where breadcrumbs are kept; data is not, so the addresses travel as text.
        host.addBreadcrumb({ category: 'navigation', message: `${from} -> ${location.href}` });
        from = location.href;
      };
      const restores = (['pushState', 'replaceState'] as const).map((method) =>
        patchMethod(history, method, (original, isActive) => (...call) => {
          original.apply(history, call);
          if (isActive()) note();
        }),
      );
      addEventListener('popstate', note);
      return () => {
        removeEventListener('popstate', note);
        restores.forEach((restore) => restore());
      };
    },
  };
}
