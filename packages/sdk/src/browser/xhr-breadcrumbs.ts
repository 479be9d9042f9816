import { attempt } from '../attempt.ts';
import { clip } from '../capture/bounded-copy.ts';
import { noteRequest } from '../integrations/note-request.ts';
import { patchMethod } from '../integrations/patch.ts';
import type { Integration } from '../public-types.ts';

/** Notes requests made with `XMLHttpRequest`. */
export function xhrBreadcrumbs(): Integration {
  return {
    name: 'xhr',
    setup: ({ endpoint }) =>
      patchMethod(
        XMLHttpRequest.prototype,
        'open',
        (original, isActive) =>
          function open(this: XMLHttpRequest, ...call: unknown[]) {
            if (isActive()) attempt(() => watch(this, call, endpoint));
            return Reflect.apply(original, this, call) as never;
          },
      ),
  };
}

function watch(request: XMLHttpRequest, [method, address]: unknown[], endpoint: string): void {
  const url = clip(address);
  if (url.startsWith(endpoint)) return;
  const note = { category: 'xhr', method: clip(method, 20), url, startMs: Date.now() };
  request.addEventListener('loadend', () => noteRequest({ ...note, status: request.status }), { once: true });
}
