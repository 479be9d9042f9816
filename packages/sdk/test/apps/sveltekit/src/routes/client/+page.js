// Loaded by the browser alone.
export const ssr = false;

export function load({ url }) {
  throw new TypeError(`cannot load in the page ${url.pathname}`);
}
