/**
 * The file's name without what changes from build to build: folders, query, hashes, versions; lower case.
 * `https://cdn/assets/app.3f2a1b9c.js?v=2` -> `app.js`. All patterns are linear: no quantifier inside another.
 */
export function normFile(file: string): string {
  const name = baseName(file);
  const withoutHash = name
    .replaceAll(HEX_HASH, '')
    .replaceAll(BASE64_HASH, (match: string) => (isMixed(match) ? '.' : match));
  return withoutHash.replaceAll(VERSION, '').replace(GENERATED_CLASS, '').toLowerCase();
}

/** `app.3f2a1b9c.js`, `main-3f2a1b9c`: six or more hex digits between separators. */
const HEX_HASH = /[._-][0-9a-f]{6,64}(?=[._-]|$)/g;
/** `index-BX2k_9aQ.js`: what vite, rollup and esbuild append. */
const BASE64_HASH = /-[\w-]{8}\./g;
/** `jquery-3.7.1.js`, `lib@1.2.3`. */
const VERSION = /[@-]\d{1,5}\.\d{1,5}\.\d{1,5}/g;

/** `Entries_$$_javassist_seam_74.java`: proxies that frameworks for the JVM make anew on every start. */
const GENERATED_CLASS = /_?\$\$_javassist[\w$]{0,128}/;

/** Words of eight letters are not hashes: a hash shows a digit, and letters of both cases. */
function isMixed(text: string): boolean {
  return /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text);
}

function baseName(file: string): string {
  const end = file.search(/[?#]/);
  const path = (end < 0 ? file : file.slice(0, end)).replaceAll('\\', '/');
  return path.slice(path.lastIndexOf('/') + 1);
}
