/** What a function is called when engines do not say; such a frame is keyed by its source line. */
export const UNKNOWN_FUNCTION = '?';

/**
 * A function's own name, equal over engines and builds: `async Cart.total [as sum]`, `Cart.prototype.total/<` and
 * `t.total` -> `total` / `?` / `total`. Names of one or two characters in JavaScript come from minifiers.
 */
export function normFunction(name: string | null, isJavaScript: boolean): string {
  if (name === null || ANONYMOUS.has(name)) return UNKNOWN_FUNCTION;
  const alias = name.indexOf(' [as ');
  const bare = withoutPrefixes(alias < 0 ? name : name.slice(0, alias)).trim();
  // SpiderMonkey marks functions inside `f` as `f/<`; the other engines have no name for them.
  if (bare.endsWith('/<') || bare.endsWith('<anonymous>')) return UNKNOWN_FUNCTION;
  const last = isJavaScript ? lastSegment(bare) : lastSegment(withoutArguments(bare));
  const stable = last.replaceAll(/\$?\d+/g, '').replaceAll(/[<>(){}\s]/g, '');
  const isMinified = isJavaScript && stable.length <= MINIFIED_LENGTH_MAX;
  return stable === '' || isMinified || ANONYMOUS.has(stable) ? UNKNOWN_FUNCTION : stable;
}

const ANONYMOUS: ReadonlySet<string> = new Set([
  '',
  '?',
  '<anonymous>',
  '<lambda>',
  '<unknown>',
  '<redacted>',
  'anonymous',
  'Anonymous function',
  '<anonymous function>',
  '(anonymous function)',
  '{closure}',
  'lambda',
  'eval',
  'eval code',
  'global code',
  'Global code',
  'module code',
]);
const PREFIXES = ['async*', 'async ', 'new ', 'bound ', 'get ', 'set ', 'static '] as const;
const MINIFIED_LENGTH_MAX = 2;

function withoutPrefixes(name: string): string {
  let bare = name;
  for (const prefix of PREFIXES) if (bare.startsWith(prefix)) bare = bare.slice(prefix.length);
  return bare;
}

/** Copies that compilers make: `f.cold.1`, `f.isra.0`, `f [clone .x]`. */
const CLONE = /\.(?:cold|isra|part|constprop|llvm)\b| \[clone /;

/** `ns::fn<T>(int)` -> `ns::fn`: native symbols print their arguments. A leading `(*Type).method` (Go) stays. */
function withoutArguments(name: string): string {
  const clone = name.search(CLONE);
  const generic = name.indexOf('<', 1);
  const open = name.indexOf('(', 2);
  const ends = [generic, open, clone].filter(
    (end) => end > 0 && (end === clone || name.lastIndexOf('.') < end),
  );
  return ends.length === 0 ? name : name.slice(0, Math.min(...ends));
}

function lastSegment(name: string): string {
  const end = Math.max(
    name.lastIndexOf('.'),
    name.lastIndexOf('/'),
    name.lastIndexOf('#'),
    name.lastIndexOf(':'),
  );
  return end === name.length - 1 ? name.slice(0, -1) : name.slice(end + 1);
}
