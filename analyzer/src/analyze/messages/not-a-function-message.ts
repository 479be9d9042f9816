/** What an engine says about calling something that cannot be called, or iterating something that is no list. */
export type NotAFunctionMessage = {
  /** Source text of what was called, for example `onChange` or `orders.filter`; null when the engine hides it. */
  readonly callee: string | null;
  readonly kind: 'function' | 'constructor' | 'iterable';
};

const PATTERNS: readonly { readonly pattern: RegExp; readonly kind: NotAFunctionMessage['kind'] }[] = [
  {
    pattern: /^(?:TypeError: )?(?<callee>.{1,300}?) is not a function or its return value is not iterable/,
    kind: 'iterable',
  },
  { pattern: /^(?:TypeError: )?(?<callee>.{1,300}?) is not a function/, kind: 'function' },
  { pattern: /^(?:TypeError: )?(?<callee>.{1,300}?) is not a constructor/, kind: 'constructor' },
  { pattern: /^(?:TypeError: )?(?<callee>.{1,300}?) is not iterable/, kind: 'iterable' },
  { pattern: /Object doesn't support property or method '(?<callee>[^']{1,300})'/, kind: 'function' },
];

/** Null for every other message, and for `undefined is not iterable`, which says that a value is missing. */
export function parseNotAFunctionMessage(message: string): NotAFunctionMessage | null {
  const line = message.split('\n', 1)[0] ?? '';
  for (const { pattern, kind } of PATTERNS) {
    const callee = pattern.exec(line)?.groups?.['callee'];
    if (callee === undefined) continue;
    if (kind === 'iterable' && /(?:^|:\s)(?:undefined|null)$/.test(callee)) return null;
    return { callee: sourceText(callee), kind };
  }
  return null;
}

function sourceText(callee: string): string | null {
  // Loaders and runners put their own words before: `Error while loading rule 'a': options.list`.
  const own = callee.split(/:\s+/).at(-1) ?? callee;
  const text = own.replace(/^\(intermediate value\)(?:\(intermediate value\))*\.?/, '').trim();
  return text === '' || text === 'undefined' || text === 'object' ? null : text;
}
