import type { DropReason, FilterRule, InboundFilters, JsonObject } from '@bugsage/core';
import { BUILTIN_FILTERS } from './builtin-filters.ts';
import { filterSubject, type FilterSubject } from './filter-subject.ts';
import { compileGlob } from './glob.ts';

/** Why an event is not stored; undefined when it is. Pure: what a filter dropped comes back when it is turned off. */
export type InboundFilter = (
  payload: JsonObject,
  from: { readonly publicKey: string; readonly userAgent: string },
) => DropReason | undefined;

type CompiledFilters = (subject: FilterSubject) => DropReason | undefined;

/** `filtersOf` answers with the same object as long as nothing changed: rules are compiled once for each. */
export function createFilter(filtersOf: (publicKey: string) => InboundFilters | undefined): InboundFilter {
  const compiled = new WeakMap<InboundFilters, CompiledFilters | null>();
  return (payload, { publicKey, userAgent }) => {
    const filters = filtersOf(publicKey);
    if (filters === undefined) return undefined;
    let check = compiled.get(filters);
    if (check === undefined) compiled.set(filters, (check = compileFilters(filters)));
    return check?.(filterSubject(payload, userAgent));
  };
}

/** Null when everything is off, so that nothing has to be read from the event. */
function compileFilters(filters: InboundFilters): CompiledFilters | null {
  const builtin = BUILTIN_FILTERS.filter(({ setting }) => filters[setting]);
  const rules = filters.rules.map(compileRule);
  if (builtin.length === 0 && rules.length === 0) return null;
  return (subject) => {
    const reason = builtin.find(({ matches }) => matches(subject))?.reason;
    return reason ?? (rules.some((matches) => matches(subject)) ? 'filtered_rule' : undefined);
  };
}

function compileRule({ field, glob }: FilterRule): (subject: FilterSubject) => boolean {
  const matches = compileGlob(glob);
  return (subject) => TEXTS_OF[field](subject).some(matches);
}

const TEXTS_OF: Readonly<Record<FilterRule['field'], (subject: FilterSubject) => readonly string[]>> = {
  message: ({ messages }) => messages,
  type: ({ types }) => types,
  path: ({ paths }) => paths,
  release: ({ release }) => (release === null ? [] : [release]),
  environment: ({ environment }) => (environment === null ? [] : [environment]),
};
