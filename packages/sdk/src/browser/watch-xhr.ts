import { startRequest } from '../integrations/start-request.ts';
import { watchMethods } from '../integrations/watch-methods.ts';

/** Notes requests made with `XMLHttpRequest`. */
export function watchXhr(): (() => void)[] {
  return watchMethods(
    XMLHttpRequest.prototype,
    ['open'],
    ([method, url]: unknown[], _: undefined, request: XMLHttpRequest) => {
      const end = startRequest('xhr', method, url);
      request.addEventListener('loadend', () => end(request.status), { once: true });
    },
  );
}
