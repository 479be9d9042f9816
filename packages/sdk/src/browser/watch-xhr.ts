import { startRequest } from '../integrations/start-request.ts';
import { watchMethod } from '../integrations/watch-method.ts';
import type { IntegrationHost } from '../public-types.ts';

/** Notes requests made with `XMLHttpRequest`. */
export function watchXhr({ endpoint }: IntegrationHost): () => void {
  return watchMethod(
    XMLHttpRequest.prototype,
    'open',
    ([method, url]: unknown[], _: undefined, request: XMLHttpRequest) => {
      const end = startRequest('xhr', method, url, endpoint);
      if (end) request.addEventListener('loadend', () => end(request.status), { once: true });
    },
  );
}
