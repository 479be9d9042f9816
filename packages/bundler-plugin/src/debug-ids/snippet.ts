/**
 * One line of code for the start of a script. It tells SDKs which debug id the script has: they find the entry by the
 * stack that was made here, whose last place is the script's own address (protocol of Sentry's SDKs, `_sentryDebugIds`).
 * With a release it names that too, where SDKs look when `init` has none. It throws nothing and leaves no variable.
 */
export function snippetOf({ debugId, release }: { debugId: string; release: string | null }): string {
  const name = release === null ? '' : `g.SENTRY_RELEASE={id:${asciiJson(release)}};`;
  return (
    `!function(){try{var g="undefined"!=typeof globalThis?globalThis:"undefined"!=typeof self?self:` +
    `"undefined"!=typeof window?window:global;${name}var s=(new g.Error).stack;` +
    `s&&((g._sentryDebugIds=g._sentryDebugIds||{})[s]="${debugId}")}catch(e){}}();`
  );
}

/** Scripts are served in any encoding, and may stand in HTML. */
function asciiJson(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[<\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
