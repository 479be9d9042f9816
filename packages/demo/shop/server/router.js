/** Finds the first route for a method and path; `:name` segments end up in `params`. */
export function matchRoute(routes, method, path) {
  const segments = path.split('/');
  for (const route of routes) {
    if (route.method !== method) continue;
    const params = matchSegments(route.path.split('/'), segments);
    if (params) return { handler: route.handler, params };
  }
  return undefined;
}

function matchSegments(pattern, segments) {
  if (pattern.length !== segments.length) return undefined;
  const params = {};
  for (const [index, part] of pattern.entries()) {
    if (part.startsWith(':')) {
      params[part.slice(1)] = decodeURIComponent(segments[index]);
    } else if (part !== segments[index]) {
      return undefined;
    }
  }
  return params;
}
