import type { Json, JsonObject } from '@bugsage/core';
import type { FoundEntry } from './find-entry.ts';
import type { Captured } from './replay/plan.ts';
import { NULL, UNDEFINED, type Shape } from './replay/shape.ts';

/** Bounds of what an event may say about arguments: deeper or longer values are made up instead. */
const DEPTH_MAX = 8;
const NODES_MAX = 2000;

/**
 * The arguments of a call as the SDK saw them in the local variables of the frame; null when the event carries none of
 * them. What was not sent stays open and is inferred. All of it is written by whoever sent the event: it is only data.
 */
export function capturedArguments(entry: FoundEntry, vars: JsonObject | null): Captured | null {
  if (vars === null) return null;
  const budget = { left: NODES_MAX };
  const values = entry.entry.parameters.map(({ name }) =>
    Object.hasOwn(vars, name) ? shapeOfCaptured(vars[name] ?? null, budget) : null,
  );
  const self = Object.hasOwn(vars, 'this') ? shapeOfCaptured(vars['this'] ?? null, budget) : null;
  if (values.every((value) => value === null) && self === null) return null;
  return { arguments: values, self };
}

/** Null for what an SDK only hints at: functions, objects below its depth, texts it cut. */
export function shapeOfCaptured(value: Json, budget = { left: NODES_MAX }, depth = 0): Shape | null {
  budget.left -= 1;
  if (budget.left < 0 || depth > DEPTH_MAX) return null;
  if (value === null) return NULL;
  if (typeof value === 'string') return shapeOfText(value);
  if (typeof value !== 'object') return { kind: 'value', value };
  if (Array.isArray(value)) {
    return {
      kind: 'array',
      items: value.map((item) => shapeOfCaptured(item as Json, budget, depth + 1) ?? UNDEFINED),
    };
  }
  const fields = Object.entries(value).flatMap(([key, field]) => {
    const shape = key === '__proto__' ? null : shapeOfCaptured(field, budget, depth + 1);
    return shape === null ? [] : [[key, shape] as const];
  });
  return { kind: 'object', fields: Object.fromEntries(fields) };
}

/** Sentry's SDKs write what JSON cannot say as `<undefined>`, `<null>`, `[Function: name]`, `[Object]`, `[Filtered]`. */
function shapeOfText(text: string): Shape | null {
  if (text === '<undefined>' || text === '[undefined]') return UNDEFINED;
  if (text === '<null>') return NULL;
  if (text === '[NaN]' || text === '<NaN>') return null;
  if (
    /^[[<](?:Function|Object|Array|Filtered|Circular|Getter|Promise|Map|Set|class|HTML|native)\b/.test(text)
  )
    return null;
  return { kind: 'value', value: text };
}
