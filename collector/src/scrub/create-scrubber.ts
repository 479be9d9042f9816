import { STRICTEST_SCRUBBING, type IngestKey, type JsonObject, type Scrubbing } from '@bugsage/core';
import { compileRules, type ProjectRules } from './project-rules.ts';
import { scrub } from './scrub.ts';

export type Scrubber = {
  /** Takes out of an event what nobody may store, then what its project does not want. */
  readonly scrub: (payload: JsonObject, key: IngestKey) => JsonObject;
  /** Whether the project stores no addresses, that of the client itself included. */
  readonly hidesAddresses: (key: IngestKey) => boolean;
};

/** As many as projects with rules of their own; above it they are compiled anew. */
const COMPILED_MAX = 2_000;

/** `scrubbingOf` answers undefined for a project nobody knows the settings of: it was made a moment ago. */
export function createScrubber(scrubbingOf: (key: IngestKey) => Scrubbing | undefined): Scrubber {
  const byObject = new WeakMap<Scrubbing, ProjectRules | null>();
  // Settings are read anew every few seconds; equal ones are compiled once.
  const byText = new Map<string, ProjectRules | null>();
  const rulesOf = (key: IngestKey): ProjectRules | null => {
    const scrubbing = scrubbingOf(key);
    if (scrubbing === undefined) return null;
    let rules = byObject.get(scrubbing);
    if (rules === undefined) {
      const text = JSON.stringify(scrubbing);
      rules = byText.get(text);
      if (rules === undefined) {
        if (byText.size >= COMPILED_MAX) byText.clear();
        byText.set(text, (rules = readRules(scrubbing)));
      }
      byObject.set(scrubbing, rules);
    }
    return rules;
  };
  return {
    scrub: (payload, key) => {
      const scrubbed = scrub(payload);
      return rulesOf(key)?.apply(scrubbed) ?? scrubbed;
    },
    hidesAddresses: (key) => rulesOf(key)?.hidesAddresses ?? false,
  };
}

/** Null when there is nothing to do. A pattern that cannot be compiled means: keep only what is surely harmless. */
function readRules(scrubbing: Scrubbing): ProjectRules | null {
  const { emails, ip_addresses: addresses, keys, patterns, allowed_keys: allowed } = scrubbing;
  if (!emails && !addresses && keys.length === 0 && patterns.length === 0 && allowed === null) return null;
  try {
    return compileRules(scrubbing);
  } catch {
    return compileRules(STRICTEST_SCRUBBING);
  }
}
