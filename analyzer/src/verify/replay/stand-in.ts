import { callOf, fieldOf, itemOf, kindOf, note, type Hint, type Knowledge } from './knowledge.ts';
import { willingList } from './willing-list.ts';

const TEXT_METHODS = new Set(
  'trim trimStart trimEnd toLowerCase toUpperCase toLocaleLowerCase toLocaleUpperCase split startsWith endsWith replace replaceAll padStart padEnd charAt charCodeAt codePointAt substring substr localeCompare match matchAll normalize repeat'.split(
    ' ',
  ),
);
const ARRAY_METHODS = new Set(
  'map filter forEach reduce reduceRight some every find findIndex findLast findLastIndex flatMap flat push pop shift unshift splice sort reverse join toSorted toReversed toSpliced entries'.split(
    ' ',
  ),
);
/** Texts and lists both have them; the name of the value decides. */
const SHARED_METHODS = new Set('length includes indexOf lastIndexOf slice concat at'.split(' '));
const NUMBER_METHODS = new Set('toFixed toPrecision toExponential'.split(' '));
const DATE_METHODS = new Set(
  'getTime toISOString getFullYear getMonth getDate getHours toLocaleDateString'.split(' '),
);

export type Learning = {
  /** Called with every function that is handed to a stand-in, so that callbacks run too. */
  readonly onCallback: (callback: (...values: unknown[]) => unknown, taker: Knowledge) => void;
  /** Length of lists: none shows what comes after a loop whose body fails. */
  readonly items: number;
  /** Lists find what they are asked for. */
  readonly willing: boolean;
  /** What the code looked at last: what a complaint about a wrong type is about. */
  lastRead: Knowledge | null;
  /** What the stand-ins and texts that were handed out stand for, to know them again where they are parsed. */
  readonly values: WeakMap<object, Knowledge>;
  readonly texts: Map<string, Knowledge>;
};

/** A value for what is known so far that reports every further use. */
export function learningValue(knowledge: Knowledge, learning: Learning): unknown {
  if (knowledge.optional) return undefined;
  switch (kindOf(knowledge)) {
    case 'json':
    case 'text':
      return textFor(knowledge, learning);
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'date':
      return new Date(0);
    case 'promise':
      return Promise.resolve(learningValue(itemOf(knowledge), learning));
    case 'array':
      return listOf(knowledge, learning.items, learning);
    case 'object':
      return known(new Proxy({}, handlerOf(knowledge, learning)), knowledge, learning);
    default:
      return known(new Proxy(() => {}, handlerOf(knowledge, learning)), knowledge, learning);
  }
}

function known(standIn: object, knowledge: Knowledge, learning: Learning): object {
  learning.values.set(standIn, knowledge);
  return standIn;
}

function textFor(knowledge: Knowledge, learning: Learning): string {
  learning.texts.set(knowledge.name, knowledge);
  return knowledge.name;
}

/** What is parsed as JSON is a text that holds something; null for texts of the code itself. */
export function learningJson(text: unknown, learning: Learning): { readonly value: unknown } | null {
  const isObject = (typeof text === 'object' && text !== null) || typeof text === 'function';
  const knowledge = isObject ? learning.values.get(text) : learning.texts.get(String(text));
  if (knowledge === undefined) return null;
  note(knowledge, 'json');
  return { value: learningValue(itemOf(knowledge), learning) };
}

function handlerOf(knowledge: Knowledge, learning: Learning): ProxyHandler<object> {
  const written = new Map<string | symbol, unknown>();
  const read = (key: string | symbol): unknown =>
    written.has(key) ? written.get(key) : readOf(knowledge, key, learning);
  return {
    get: (_target, key) => {
      if (typeof key === 'string' && isReadByNode()) return key === 'name' ? knowledge.name : undefined;
      return read(key);
    },
    set: (_target, key, value) => {
      if (typeof key === 'string') fieldOf(knowledge, key);
      written.set(key, value);
      return true;
    },
    has: (_target, key) => {
      if (typeof key === 'string') fieldOf(knowledge, key);
      return true;
    },
    ownKeys: () => Object.keys(knowledge.fields),
    getOwnPropertyDescriptor: (_target, key) => ({ configurable: true, enumerable: true, value: read(key) }),
    getPrototypeOf: () => Object.prototype,
    apply: (_target, _self, values: unknown[]) => {
      note(knowledge, 'callable');
      offerCallbacks(knowledge, values, learning);
      return learningValue(callOf(knowledge, answerKey(values)), learning);
    },
    construct: (_target, values: unknown[]) => {
      note(knowledge, 'callable');
      const made = learningValue(callOf(knowledge, answerKey(values)), learning);
      return typeof made === 'object' && made !== null ? made : {};
    },
  };
}

/** Results of stand-in functions are told apart by a first argument that is a text or number. */
export function answerKey(values: readonly unknown[]): string {
  const [first] = values;
  return (typeof first === 'string' && first.length <= 100) || typeof first === 'number' ? String(first) : '';
}

export function offerCallbacks(knowledge: Knowledge, values: readonly unknown[], learning: Learning): void {
  for (const value of values) {
    if (typeof value === 'function')
      learning.onCallback(value as (...parameters: unknown[]) => unknown, knowledge);
  }
}

function readOf(knowledge: Knowledge, key: string | symbol, learning: Learning): unknown {
  if (key === Symbol.toPrimitive) return (hint: string) => primitiveOf(knowledge, hint);
  if (key === Symbol.iterator) {
    note(knowledge, 'array');
    return () => [learningValue(itemOf(knowledge), learning)][Symbol.iterator]();
  }
  // Serializers ask everything for `toJSON`; that says nothing about the value.
  if (typeof key === 'symbol' || key === 'toJSON') return undefined;
  if (key === 'then') {
    // An `await` and a call of `then` look the same here; only the second one fails, which the next run knows.
    note(knowledge, 'awaited');
    return undefined;
  }
  if (key === 'catch' || key === 'finally') return methodOf(knowledge, 'promise', Promise.resolve(), key);
  if (TEXT_METHODS.has(key)) return methodOf(knowledge, 'text', knowledge.name, key);
  if (NUMBER_METHODS.has(key)) return methodOf(knowledge, 'number', 1, key);
  if (DATE_METHODS.has(key)) return methodOf(knowledge, 'date', new Date(0), key);
  if (ARRAY_METHODS.has(key)) {
    return methodOf(knowledge, 'array', listOf(knowledge, 1, learning), key);
  }
  if (SHARED_METHODS.has(key)) return sequenceUse(knowledge, key, learning);
  const field = fieldOf(knowledge, key);
  learning.lastRead = field;
  return learningValue(field, learning);
}

function listOf(knowledge: Knowledge, length: number, learning: Learning): unknown[] {
  const items = Array.from({ length }, () => learningValue(itemOf(knowledge), learning));
  return learning.willing ? willingList(items) : items;
}

/** Node looks at values too, to complain about them, and hides its calls meanwhile; that says nothing about the code. */
function isReadByNode(): boolean {
  if (Error.stackTraceLimit === 0) return true;
  const [, , , reader = ''] = String(new Error('reader').stack).split('\n');
  return /[( ]node:/.test(reader);
}

/** What is done with the part that comes back tells whether this is a list or a text. */
function sequenceUse(knowledge: Knowledge, key: string, learning: Learning): unknown {
  note(knowledge, 'sequence');
  if (key === 'length') return 1;
  if (key === 'includes') return () => true;
  if (key === 'at') return () => learningValue(itemOf(knowledge), learning);
  if (key === 'indexOf' || key === 'lastIndexOf') return () => 0;
  return () => learningValue(knowledge, learning);
}

function methodOf(knowledge: Knowledge, hint: Hint, value: unknown, key: string): unknown {
  note(knowledge, hint);
  const found: unknown = Reflect.get(Object(value), key, value);
  return typeof found === 'function' ? found.bind(value) : found;
}

function primitiveOf(knowledge: Knowledge, hint: string): string | number {
  if (hint === 'string') {
    note(knowledge, 'text');
    return knowledge.name;
  }
  note(knowledge, hint === 'number' ? 'number' : 'addend');
  return 1;
}
