import type { Entry } from './plan.ts';

export type Callable = (self: unknown, values: readonly unknown[]) => unknown;

type Class = new (...values: unknown[]) => object;

/** The function an entry names. `learning` selves answer for fields the instance does not have. */
export function callableOf(namespace: unknown, entry: Entry, learning: boolean): Callable {
  if (entry.kind === 'module') return () => undefined;
  const found = follow(namespace, entry.access);
  if (typeof found !== 'function') throw new TypeError(`${entry.label} is no function of ${entry.module}.`);
  const made = found as Class & Record<string, (...values: unknown[]) => unknown>;
  switch (entry.kind) {
    case 'function':
      return (_self, values) => Reflect.apply(found, undefined, values);
    case 'constructor':
      return (_self, values) => Reflect.construct(made, values);
    case 'static':
      return (_self, values) => made[entry.method]?.(...values);
    case 'method':
      return (self, values) => {
        const instance = instantiate(made);
        const receiver = learning ? withLearnedFields(instance, self) : withFields(instance, self);
        return Reflect.apply(Reflect.get(instance, entry.method) as Callable, receiver, values);
      };
  }
}

/** CommonJS modules show their names on the default export, some of them on the namespace too. */
function follow(namespace: unknown, access: readonly (string | number)[]): unknown {
  const walk = (start: unknown): unknown => {
    let at = start;
    for (const step of access) {
      if ((typeof at !== 'object' && typeof at !== 'function') || at === null) return undefined;
      at = Reflect.get(at, step);
    }
    return at;
  };
  const direct = walk(namespace);
  if (direct !== undefined) return direct;
  const standard: unknown = Reflect.get(namespace as object, 'default');
  return walk(standard) ?? walk({ default: standard, ...(standard as object) });
}

/** A constructor that cannot do without arguments is left out; its methods still run. */
function instantiate(made: Class): object {
  try {
    return new made();
  } catch {
    return Object.create(made.prototype as object) as object;
  }
}

function withFields(instance: object, fields: unknown): object {
  for (const [key, value] of Object.entries(fields ?? {})) {
    Object.defineProperty(instance, key, { value, configurable: true, writable: true, enumerable: true });
  }
  return instance;
}

function withLearnedFields(instance: object, learned: unknown): object {
  return new Proxy(instance, {
    get: (target, key) => {
      const real: unknown = Reflect.get(target, key);
      return real === undefined && typeof key === 'string' ? Reflect.get(learned as object, key) : real;
    },
  });
}
