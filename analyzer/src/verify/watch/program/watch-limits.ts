/** Bounds of what is written down of calls that tests make. Plain text for Node of any age: see `watch-calls.ts`. */
export const WATCH_BOUNDS = {
  /** Calls that pass the failing place, and such that do not, that are written down. */
  reachedMax: 150,
  otherMax: 50,
  /** Calls that end well with nothing there where production failed. */
  absentMax: 20,
  /** Calls whose arguments are looked at; later ones are only counted. */
  callsMax: 20000,
  effectsMax: 40,
  /** Values looked at of one summary, and how deep: arguments of real programs are large and hang together. */
  nodesMax: 60,
  depthMax: 4,
  keysMax: 12,
  textMax: 120,
  stackMax: 3000,
};
