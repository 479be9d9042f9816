/** A message that engines word differently: the class they share, and the name all of them show. */
export type MessageClass = {
  readonly name: string;
  /** The property or identifier; null when the engine does not show it, or a minifier made it. */
  readonly subject: string | null;
  /** Type under which engines disagree (`RangeError`, `InternalError`), made equal. */
  readonly canonicalType: string | null;
  /** True when the place says nothing about the bug: a chunk can fail to load anywhere. */
  readonly isPlaceless: boolean;
};

/** The class of a JavaScript error message (protocol.md 2.9); null when it has none. Plain searches: linear. */
export function classifyMessage(type: string | null, message: string): MessageClass | null {
  for (const rule of RULES) {
    if (rule.types !== undefined && !rule.types.includes(type ?? '')) continue;
    const subject = rule.match(message);
    if (subject === false) continue;
    const isUsable = subject !== null && subject.length > MINIFIED_LENGTH_MAX;
    return {
      name: rule.name,
      subject: isUsable ? subject : null,
      canonicalType: rule.canonicalType ?? null,
      isPlaceless: rule.isPlaceless === true,
    };
  }
  return null;
}

const MINIFIED_LENGTH_MAX = 2;

/** false: no match. null: match without a subject. */
type Match = (message: string) => string | null | false;
type Rule = {
  readonly name: string;
  readonly match: Match;
  /** Types under which engines raise it; a text like `user is null` of another type is somebody's own. */
  readonly types?: readonly string[];
  readonly canonicalType?: string;
  readonly isPlaceless?: true;
};

const TYPE_ERROR = ['TypeError'] as const;
const REFERENCE_ERROR = ['ReferenceError', 'TypeError'] as const;
/** Types under which engines and bundlers raise these; an own error with the same words stays what it is. */
const CHUNK_ERROR = ['ChunkLoadError', 'Error', 'TypeError', 'SyntaxError', ''] as const;
const STACK_ERROR = ['RangeError', 'InternalError', 'Error', ''] as const;
const FETCH_ERROR = ['TypeError', 'Error', 'NetworkError', 'AbortError', 'DOMException', ''] as const;
const SYNTAX_ERROR = ['SyntaxError', 'Error', ''] as const;
const QUOTA_ERROR = [
  'QuotaExceededError',
  'DOMException',
  'NS_ERROR_DOM_QUOTA_REACHED',
  'Error',
  '',
] as const;

const RULES: readonly Rule[] = [
  {
    name: 'chunk-load',
    types: CHUNK_ERROR,
    match: anyOf(starts('Loading chunk '), starts('Loading CSS chunk '), starts('ChunkLoadError')),
    isPlaceless: true,
    canonicalType: 'ChunkLoadError',
  },
  {
    name: 'chunk-load',
    types: CHUNK_ERROR,
    match: anyOf(
      starts('Failed to fetch dynamically imported module'),
      starts('error loading dynamically imported module'),
      starts('Importing a module script failed'),
    ),
    isPlaceless: true,
    canonicalType: 'ChunkLoadError',
  },
  { name: 'script-error', match: anyOf(equals('Script error.'), equals('Script error')), isPlaceless: true },
  // The number is all that a production build of React says.
  { name: 'react', match: both(starts('Minified React error #'), reactError) },
  { name: 'resize-observer', match: starts('ResizeObserver loop '), isPlaceless: true },
  {
    name: 'not-iterable',
    types: TYPE_ERROR,
    match: anyOf(has('(near '), has('is not iterable'), starts('object is not iterable')),
  },
  {
    name: 'nullish-access',
    types: TYPE_ERROR,
    match: anyOf(between("(reading '", "')"), between("(setting '", "')")),
  },
  {
    name: 'nullish-access',
    types: TYPE_ERROR,
    match: both(
      anyOf(starts('Cannot read property '), starts('Cannot set property ')),
      between("property '", "' of "),
    ),
  },
  {
    name: 'nullish-access',
    types: TYPE_ERROR,
    match: both(
      anyOf(starts("can't access property "), starts('can’t access property ')),
      between('property "', '"'),
    ),
  },
  { name: 'nullish-access', types: TYPE_ERROR, match: both(has('is not an object (evaluating '), evaluated) },
  {
    name: 'nullish-access',
    types: TYPE_ERROR,
    match: both(starts("Unable to get property '"), between("property '", "'")),
  },
  {
    name: 'nullish-access',
    types: TYPE_ERROR,
    match: anyOf(
      starts('Cannot read properties of '),
      starts('Cannot set properties of '),
      ends(' has no properties'),
    ),
  },
  // JavaScriptCore before 2020: the value stands first, the call in brackets.
  { name: 'not-a-function', types: TYPE_ERROR, match: both(has(" is not a function (evaluating '"), called) },
  {
    name: 'not-a-function',
    types: TYPE_ERROR,
    match: both(has(' is not a function'), pathBefore(' is not a function')),
  },
  {
    name: 'not-a-function',
    types: TYPE_ERROR,
    match: between("Object doesn't support property or method '", "'"),
  },
  {
    name: 'not-defined',
    types: REFERENCE_ERROR,
    match: both(ends(' is not defined'), pathBefore(' is not defined')),
  },
  { name: 'not-defined', types: REFERENCE_ERROR, match: after("Can't find variable: ") },
  {
    name: 'not-defined',
    types: REFERENCE_ERROR,
    match: both(both(starts("'"), ends("' is undefined")), between("'", "'")),
  },
  // SpiderMonkey before 2020 named the value, not the property that was read.
  { name: 'nullish-access', types: TYPE_ERROR, match: anyOf(ends(' is undefined'), ends(' is null')) },
  {
    name: 'const-assign',
    types: TYPE_ERROR,
    match: anyOf(
      starts('Assignment to constant variable'),
      starts('invalid assignment to const'),
      starts('Attempted to assign to readonly property'),
    ),
  },
  {
    name: 'stack-overflow',
    types: STACK_ERROR,
    match: anyOf(
      starts('Maximum call stack size exceeded'),
      starts('too much recursion'),
      starts('Out of stack space'),
    ),
    canonicalType: 'RangeError',
  },
  {
    name: 'fetch-failed',
    types: FETCH_ERROR,
    match: anyOf(
      equals('Failed to fetch'),
      equals('Load failed'),
      starts('NetworkError when attempting to fetch resource'),
      starts('The network connection was lost'),
      equals('fetch failed'),
      equals('cancelled'),
    ),
    canonicalType: 'TypeError',
  },
  {
    name: 'json-syntax',
    types: SYNTAX_ERROR,
    match: anyOf(
      both(starts('Unexpected token'), has('JSON')),
      starts('JSON.parse: '),
      starts('JSON Parse error: '),
      starts('Unexpected end of JSON input'),
      both(starts('Unexpected '), has(' in JSON at position ')),
    ),
    canonicalType: 'SyntaxError',
  },
  {
    name: 'storage-quota',
    types: QUOTA_ERROR,
    match: anyOf(has('QuotaExceededError'), has('NS_ERROR_DOM_QUOTA_REACHED'), has('exceeded the quota')),
    canonicalType: 'QuotaExceededError',
  },
];

function starts(text: string): Match {
  return (message) => (message.startsWith(text) ? null : false);
}

function ends(text: string): Match {
  return (message) => (message.endsWith(text) ? null : false);
}

function has(text: string): Match {
  return (message) => (message.includes(text) ? null : false);
}

function equals(text: string): Match {
  return (message) => (message === text ? null : false);
}

function anyOf(...matches: readonly Match[]): Match {
  return (message) => {
    for (const match of matches) {
      const subject = match(message);
      if (subject !== false) return subject;
    }
    return false;
  };
}

/** The first decides, the second finds the subject. */
function both(first: Match, second: Match): Match {
  return (message) => (first(message) === false ? false : second(message));
}

function between(open: string, close: string): Match {
  return (message) => {
    const start = message.indexOf(open);
    const end = start < 0 ? -1 : message.indexOf(close, start + open.length);
    return end < 0 ? false : message.slice(start + open.length, end);
  };
}

function after(open: string): Match {
  return (message) => (message.startsWith(open) ? lastName(message.slice(open.length)) : false);
}

/** `a.b.c is not a function` -> `c`. */
function pathBefore(marker: string): Match {
  return (message) => {
    const end = message.indexOf(marker);
    return end < 0 ? false : lastName(message.slice(0, end));
  };
}

/** `Minified React error #185; visit …` -> `error-185`. */
function reactError(message: string): string | null {
  const number = /^Minified React error #(\d{1,5})/.exec(message)?.[1];
  return number === undefined ? null : `error-${number}`;
}

/** JavaScriptCore: `undefined is not an object (evaluating 'cart.items.length')` -> `length`. */
function evaluated(message: string): string | null {
  const start = message.indexOf("(evaluating '") + "(evaluating '".length;
  const end = message.lastIndexOf("')");
  if (end <= start) return null;
  // `(evaluating 'a.b = 1')` writes b; `(evaluating 'a.b()')` reads b.
  const [path = ''] = message.slice(start, end).split(/[ =(]/, 1);
  return path.includes('.') ? lastName(path) : null;
}

/** `undefined is not a function (evaluating 'cart.total(1)')` -> `total`. */
function called(message: string): string | null {
  const start = message.indexOf("(evaluating '") + "(evaluating '".length;
  const call = message.indexOf('(', start + 1);
  return call < 0 ? null : lastName(message.slice(start, call));
}

function lastName(path: string): string | null {
  // Bundlers call imports as `(0, module.name)`.
  const name = path
    .slice(path.lastIndexOf('.') + 1)
    .replaceAll(')', '')
    .trim();
  return /^[\w$#-]{1,200}$/.test(name) ? name : null;
}
