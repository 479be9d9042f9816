import { SOURCE_MAP_LIMITS } from './limits.ts';

/**
 * Names under which an artifact of a script may be stored, in the order in which they are tried (protocol.md 1.17):
 * `https://h/p/app.js?x` -> itself, without query, `~/p/app.js?x`, `~/p/app.js`. Empty for what is no file.
 */
export function artifactUrlCandidates(absPath: string): readonly string[] {
  if (absPath === '' || absPath.length > SOURCE_MAP_LIMITS.artifactUrlLengthMax || absPath.startsWith('<'))
    return [];
  const whole = withoutFragment(absPath);
  const plain = withoutQuery(whole);
  return [...new Set([whole, plain, ...hostless(whole), ...hostless(plain)])];
}

/**
 * The name of the map that a script refers to, relative to the script's own name: `~/js/app.js` and `app.js.map` ->
 * `~/js/app.js.map`. Null when the reference is a `data:` URL.
 */
export function sourceMapUrlOf(scriptUrl: string, reference: string): string | null {
  if (reference.startsWith('data:')) return null;
  if (/^[A-Za-z][\w+.-]{0,40}:/.test(reference) || reference.startsWith('~/')) return reference;
  const base = withoutQuery(withoutFragment(scriptUrl));
  const scheme = base.indexOf('://');
  const originEnd = scheme < 0 ? (base.startsWith('~/') ? 1 : 0) : base.indexOf('/', scheme + 3);
  const origin = originEnd < 0 ? base : base.slice(0, originEnd);
  if (reference.startsWith('//')) return `${base.slice(0, Math.max(0, scheme + 1))}${reference}`;
  if (reference.startsWith('/')) return origin + reference;
  const folder = base.slice(origin.length, base.lastIndexOf('/') + 1);
  return origin + withoutDots(folder + reference);
}

/** `~` stands for any scheme and host, so that one upload serves every host. */
function hostless(url: string): readonly string[] {
  const scheme = url.indexOf('://');
  if (scheme < 0) return url.startsWith('/') ? [`~${url}`] : [];
  const path = url.indexOf('/', scheme + 3);
  return path < 0 ? ['~/'] : [`~${url.slice(path)}`];
}

function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash < 0 ? url : url.slice(0, hash);
}

function withoutQuery(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

function withoutDots(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.length > 1 || (kept.length === 1 && kept[0] !== '')) kept.pop();
  }
  return kept.join('/');
}
