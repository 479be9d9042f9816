import type { Json, JsonObject, Scrubbing } from '@bugsage/core';
import { compileLinearPattern, type LinearPattern } from '@bugsage/core/linear-pattern';
import { filterEmails, filterIpAddresses } from './addresses.ts';
import { SCRUB_LIMITS } from './limits.ts';
import { FILTERED } from './marker.ts';
import { EVENT_PLACES, STACK_CONTAINERS, STACK_FIELDS, STACK_PLACES } from './places.ts';
import { filterWhole, mapFields } from './scrub-value.ts';

/** The rules of one project, ready to be applied to its events. Throws for a pattern that cannot be compiled. */
export type ProjectRules = {
  readonly hidesAddresses: boolean;
  apply(payload: JsonObject): JsonObject;
};

export function compileRules(scrubbing: Scrubbing): ProjectRules {
  const compiled = {
    emails: scrubbing.emails,
    ipAddresses: scrubbing.ip_addresses,
    keys: lowerCased(scrubbing.keys),
    allowed: scrubbing.allowed_keys === null ? null : lowerCased(scrubbing.allowed_keys),
    patterns: scrubbing.patterns.map(compileLinearPattern),
  };
  return {
    hidesAddresses: scrubbing.ip_addresses,
    apply: (payload) => new Application(compiled).event(payload),
  };
}

type Compiled = {
  readonly emails: boolean;
  readonly ipAddresses: boolean;
  readonly keys: ReadonlySet<string>;
  readonly allowed: ReadonlySet<string> | null;
  readonly patterns: readonly LinearPattern[];
};

/** Fields of an event that have a meaning of their own; of free data an allow-list decides what is kept. */
const KNOWN_FIELDS = new Set([...EVENT_PLACES.keys(), ...STACK_FIELDS]);
const NOTHING: ReadonlySet<string> = new Set();
/** Contexts that tell of machines, not of people. */
const MACHINE_CONTEXTS = new Set(['os', 'runtime', 'browser', 'device', 'app', 'trace', 'gpu', 'culture']);
/** Of requests and breadcrumbs, what is no free data. */
const REQUEST_FIELDS = new Set(['url', 'method', 'api_target', 'inferred_content_type']);
const BREADCRUMB_FIELDS = new Set(['timestamp', 'type', 'category', 'level', 'message', 'event_id']);
/** Where free data is, and what of it is not free but has a meaning of its own. */
const FREE_DATA: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['request', REQUEST_FIELDS],
  ['sentry.interfaces.Http', REQUEST_FIELDS],
  ['breadcrumbs', BREADCRUMB_FIELDS],
  ['sentry.interfaces.Breadcrumbs', BREADCRUMB_FIELDS],
  ['contexts', MACHINE_CONTEXTS],
  ['extra', NOTHING],
  ['tags', NOTHING],
  ['user', NOTHING],
]);

/** One event's share of the rules: it has a bound, and text above it is taken out unread. */
class Application {
  readonly #rules: Compiled;
  #charactersLeft: number = SCRUB_LIMITS.ruleCharactersMax;

  constructor(rules: Compiled) {
    this.#rules = rules;
  }

  event(payload: JsonObject): JsonObject {
    return mapFields(
      payload,
      (key, value) => {
        try {
          return this.#field(key, value);
        } catch {
          // Fails closed: what cannot be searched is not kept.
          return FILTERED;
        }
      },
      (key) => (KNOWN_FIELDS.has(key) || FREE_DATA.has(key) ? key : this.#text(key)),
    );
  }

  #field(key: string, value: Json): Json {
    if (STACK_FIELDS.has(key)) return this.#stack(value, 0);
    if (EVENT_PLACES.get(key) === 'keep') return value;
    // `shop@1.4.2` and `1.2.3.4` are names of versions.
    if (key === 'release' || key === 'dist') return typeof value === 'string' ? this.#patterns(value) : value;
    if (KNOWN_FIELDS.has(key)) return this.#texts(value, 0);
    const free = FREE_DATA.get(key);
    return free === undefined
      ? this.#named(key, value, { free: NOTHING, depth: 0 })
      : this.#data(value, { free, depth: 0 });
  }

  /** The value of a key in free data. */
  #named(key: string, value: Json, at: Place): Json {
    const name = key.toLowerCase();
    if (this.#rules.keys.has(name)) return filterWhole(value);
    const { allowed } = this.#rules;
    if (allowed === null) return this.#data(value, deeper(at));
    if (allowed.has(name) || at.free.has(name)) return this.#texts(value, at.depth + 1);
    // Lists and objects that only group are looked into: breadcrumbs, headers, bodies.
    const isGroup = at.depth === 0 && GROUPS.has(name) && typeof value === 'object';
    if (!isGroup) return filterWhole(value);
    return this.#data(value, name === 'values' ? at : { free: NOTHING, depth: at.depth + 1 });
  }

  #data(value: Json, at: Place): Json {
    if (at.depth > SCRUB_LIMITS.depthMax) return FILTERED;
    if (typeof value === 'string')
      return this.#rules.allowed === null ? this.#text(value) : filterWhole(value);
    if (typeof value !== 'object' || value === null)
      return this.#rules.allowed === null ? value : filterWhole(value);
    if (!Array.isArray(value)) return this.#object(value as JsonObject, at);
    if (value.length === 2 && typeof value[0] === 'string')
      return [this.#text(value[0]), this.#named(value[0], value[1] ?? null, at)];
    return value.map((entry: Json) => this.#data(entry, at));
  }

  #object(object: JsonObject, at: Place): JsonObject {
    const named = object['key'] ?? object['name'];
    if (typeof named === 'string' && 'value' in object)
      return { ...object, value: this.#named(named, object['value'] ?? null, at) };
    return mapFields(
      object,
      (key, value) => this.#named(key, value, at),
      (key) => this.#text(key),
    );
  }

  /** Exceptions, threads, stacks and frames: names and places of code stay. */
  #stack(value: Json, depth: number): Json {
    if (depth > SCRUB_LIMITS.depthMax) return FILTERED;
    if (Array.isArray(value)) return value.map((entry: Json) => this.#stack(entry, depth + 1));
    if (typeof value !== 'object' || value === null) return this.#texts(value, depth);
    return mapFields(value as JsonObject, (key, inner) => {
      if (STACK_CONTAINERS.has(key)) return this.#stack(inner, depth + 1);
      const place = STACK_PLACES.get(key);
      if (place === 'keep') return inner;
      if (key === 'mechanism' || (place !== undefined && place !== 'data'))
        return this.#texts(inner, depth + 1);
      return this.#data(inner, { free: NOTHING, depth: depth + 1 });
    });
  }

  /** Everything that is text, wherever it is; nothing is left out by its name, save what a rule names. */
  #texts(value: Json, depth: number): Json {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > SCRUB_LIMITS.depthMax) return FILTERED;
    if (Array.isArray(value)) return value.map((entry: Json) => this.#texts(entry, depth + 1));
    return mapFields(
      value as JsonObject,
      (key, inner) =>
        this.#rules.keys.has(key.toLowerCase()) ? filterWhole(inner) : this.#texts(inner, depth + 1),
      (key) => this.#text(key),
    );
  }

  #text(text: string): string {
    const { emails, ipAddresses } = this.#rules;
    const withoutEmails = emails ? filterEmails(text) : text;
    return this.#patterns(ipAddresses ? filterIpAddresses(withoutEmails) : withoutEmails);
  }

  #patterns(text: string): string {
    const { patterns } = this.#rules;
    this.#charactersLeft -= text.length * patterns.length;
    if (this.#charactersLeft < 0) return FILTERED;
    let result = text;
    for (const pattern of patterns) result = pattern.replaceAll(result, FILTERED);
    return result;
  }
}

type Place = { readonly free: ReadonlySet<string>; readonly depth: number };

const GROUPS: ReadonlySet<string> = new Set(['values', 'data', 'headers', 'env', 'cookies']);

function deeper(at: Place): Place {
  return { ...at, depth: at.depth + 1 };
}

function lowerCased(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}
