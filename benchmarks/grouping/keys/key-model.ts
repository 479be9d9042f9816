import type { NormalizedEvent } from '@bugsage/core';

/** How one product keys an event. Two events are one issue when their keys intersect. */
export type KeyModel = {
  readonly name: string;
  readonly keysOf: (event: NormalizedEvent) => readonly string[];
};

export function isTogether(model: KeyModel, a: NormalizedEvent, b: NormalizedEvent): boolean {
  const keys = model.keysOf(b);
  return model.keysOf(a).some((key) => keys.includes(key));
}
