/** Files whose text can be evidence. A forged frame must not make us read anything else (keys, environment files). */
const SOURCE_FILE = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|py|html?)$/i;
const SECRET_FILE = /(?:^|\/)(?:\.env[^/]*|id_[^/]+|\.npmrc|\.netrc|[^/]*\.pem)$|(?:^|\/)\.git\//i;

/** True for source files inside the repository; `path` is relative to its root. */
export function isReadableSource(path: string): boolean {
  if (path.startsWith('/') || path.split('/').includes('..')) return false;
  return SOURCE_FILE.test(path) && !SECRET_FILE.test(path);
}
