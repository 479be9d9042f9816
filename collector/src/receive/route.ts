export type Endpoint = 'envelope' | 'store' | 'batch' | 'report' | 'tunnel';
export const OPERATIONS = ['live', 'ready', 'health', 'metrics'] as const;
export type Operation = (typeof OPERATIONS)[number];

export type Route =
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint; readonly projectText: string | undefined }
  | { readonly kind: 'operation'; readonly operation: Operation }
  | { readonly kind: 'unknown' };

export const METHODS_OF: Readonly<Record<Endpoint, string>> = {
  envelope: 'POST, OPTIONS',
  store: 'GET, POST, OPTIONS',
  batch: 'POST, OPTIONS',
  report: 'POST',
  tunnel: 'POST, OPTIONS',
};

const PROJECT_ENDPOINTS = ['envelope', 'store', 'batch', 'report'] as const;

const UNKNOWN: Route = { kind: 'unknown' };

/** Reads the path. Empty segments do not count: clients with a slash too many or too few exist, and mean the same. */
export function parseRoute(path: string): Route {
  const segments = path.split('/').filter((segment) => segment !== '');
  const [first, second, third] = segments;
  if (segments.length === 1) return operationRoute(first as string);
  if (first !== 'api') return UNKNOWN;
  if (segments.length === 2 && (second === 'store' || second === 'tunnel'))
    return { kind: 'endpoint', endpoint: second, projectText: undefined };
  const endpoint = PROJECT_ENDPOINTS.find((name) => name === third);
  if (segments.length === 3 && endpoint !== undefined)
    return { kind: 'endpoint', endpoint, projectText: second };
  return UNKNOWN;
}

function operationRoute(name: string): Route {
  const operation = OPERATIONS.find((known) => known === name);
  return operation ? { kind: 'operation', operation } : UNKNOWN;
}
