type Registry = Record<string, string>;

/**
 * What scripts with a debug id tell when they start: the id by a stack that begins in the script. Sentry's tools and ours
 * write the first name, bundlers that do it by themselves (Turbopack) the second.
 */
export function knownDebugIds(): Registry {
  const { _sentryDebugIds: injected, _debugIds: native } = globalThis as {
    _sentryDebugIds?: Registry;
    _debugIds?: Registry;
  };
  return { ...injected, ...native };
}
