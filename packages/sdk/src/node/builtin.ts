type Builtins = {
  'node:fs/promises': typeof import('node:fs/promises');
  'node:http': typeof import('node:http');
  'node:https': typeof import('node:https');
  'node:worker_threads': typeof import('node:worker_threads');
};

/**
 * A module of Node, loaded when it is first needed. `import 'node:http'` costs a process 35 ms of CPU and 13 MB, because
 * it reads every export, and with that loads what stands behind them (`WebSocket`).
 */
export function builtin<K extends keyof Builtins>(name: K): Builtins[K] {
  return process.getBuiltinModule(name);
}
