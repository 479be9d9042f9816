/**
 * What a field holds, which decides how it is searched. `data`: keys and values. `text`: prose, values only. `code`:
 * source lines, where `token = read()` is no secret. `url`: a place of code, where only credentials and query are.
 * `keep`: structure that no secret can be in. `secret`: filtered whole.
 */
export type Place = 'data' | 'text' | 'code' | 'url' | 'keep' | 'secret';

/** Fields of an event that are not plain data; all others, known or not, are `data`. */
export const EVENT_PLACES = places({
  event_id: 'keep',
  timestamp: 'keep',
  start_timestamp: 'keep',
  platform: 'keep',
  level: 'keep',
  type: 'keep',
  sdk: 'keep',
  debug_meta: 'keep',
  message: 'text',
  logentry: 'text',
  'sentry.interfaces.Message': 'text',
  transaction: 'text',
  culprit: 'text',
  logger: 'text',
  server_name: 'text',
  release: 'text',
  dist: 'text',
  environment: 'text',
  fingerprint: 'text',
  modules: 'text',
  errors: 'text',
});

/** Fields whose values hold stacks. */
export const STACK_FIELDS: ReadonlySet<string> = new Set([
  'exception',
  'sentry.interfaces.Exception',
  'threads',
  'sentry.interfaces.Threads',
  'stacktrace',
  'sentry.interfaces.Stacktrace',
  'template',
  'sentry.interfaces.Template',
]);

/** Fields of exceptions, threads, stacks and frames. */
export const STACK_PLACES = places({
  type: 'text',
  value: 'text',
  module: 'keep',
  thread_id: 'keep',
  id: 'keep',
  name: 'text',
  crashed: 'keep',
  current: 'keep',
  main: 'keep',
  state: 'keep',
  mechanism: 'data',
  registers: 'keep',
  lang: 'keep',
  function: 'keep',
  raw_function: 'keep',
  symbol: 'keep',
  package: 'keep',
  filename: 'url',
  abs_path: 'url',
  lineno: 'keep',
  colno: 'keep',
  in_app: 'keep',
  platform: 'keep',
  instruction_addr: 'keep',
  image_addr: 'keep',
  symbol_addr: 'keep',
  addr_mode: 'keep',
  context_line: 'code',
  pre_context: 'code',
  post_context: 'code',
  vars: 'data',
  data: 'data',
});

/** Fields of exceptions and threads that hold further stack objects. */
export const STACK_CONTAINERS: ReadonlySet<string> = new Set([
  'values',
  'stacktrace',
  'raw_stacktrace',
  'frames',
]);

/** A map and no object: `constructor` and the like are no places. */
function places(of: Readonly<Record<string, Place>>): ReadonlyMap<string, Place> {
  return new Map(Object.entries(of));
}
