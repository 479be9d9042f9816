/** What an engine says about using undefined or null as if it were a value. */
export type NullishMessage = {
  readonly value: 'undefined' | 'null' | null;
  /** Property that was read, written or destructured; null when the message does not name one. */
  readonly property: string | null;
  /** Source text of the value that is missing, where the engine prints it. */
  readonly receiver: string | null;
  readonly access: 'read' | 'write' | 'destructure' | 'iterate' | 'convert' | 'search' | 'argument';
};

type Reader = {
  readonly pattern: RegExp;
  readonly read: (groups: Record<string, string | undefined>) => NullishMessage;
};

/** V8 (two generations), SpiderMonkey, JavaScriptCore and the old Edge, in this order. */
const READERS: readonly Reader[] = [
  {
    pattern:
      /Cannot (?<verb>read|set) propert(?:y|ies) of (?<value>undefined|null) \((?:reading|setting) '(?<property>[^']*)'\)/,
    read: (found) => ({
      ...valueAndProperty(found),
      receiver: null,
      access: found['verb'] === 'set' ? 'write' : 'read',
    }),
  },
  {
    pattern: /Cannot (?<verb>read|set) property '(?<property>[^']*)' of (?<value>undefined|null)/,
    read: (found) => ({
      ...valueAndProperty(found),
      receiver: null,
      access: found['verb'] === 'set' ? 'write' : 'read',
    }),
  },
  {
    pattern:
      /Cannot destructure property '(?<property>[^']*)' of '(?<receiver>[^']*)' as it is (?<value>undefined|null)/,
    read: (found) => ({
      ...valueAndProperty(found),
      receiver: printed(found['receiver']),
      access: 'destructure',
    }),
  },
  {
    pattern: /Cannot destructure '(?<receiver>[^']*)' as it is (?<value>undefined|null)/,
    read: (found) => ({
      ...valueAndProperty(found),
      receiver: printed(found['receiver']),
      access: 'destructure',
    }),
  },
  {
    pattern: /(?<value>undefined|null) is not iterable/,
    read: (found) => ({ ...valueAndProperty(found), receiver: null, access: 'iterate' }),
  },
  {
    pattern: /Cannot call method on (?<value>undefined|null)|called on null or undefined/,
    read: (found) => ({ ...valueAndProperty(found), receiver: null, access: 'read' }),
  },
  {
    pattern: /Cannot convert undefined or null to object/,
    read: () => ({ value: null, property: null, receiver: null, access: 'convert' }),
  },
  {
    pattern: /Cannot use 'in' operator to search for .{1,300} in (?<value>undefined|null)$/,
    read: (found) => ({ ...valueAndProperty(found), receiver: null, access: 'search' }),
  },
  {
    pattern: /^The "[^"]{1,100}" argument must be .{1,300}\. Received (?<value>undefined|null)$/,
    read: (found) => ({ ...valueAndProperty(found), receiver: null, access: 'argument' }),
  },
  {
    pattern:
      /can't access property "?(?<property>[^",]*)"?, (?<receiver>.{1,200}) is (?<value>undefined|null)/,
    read: (found) => ({ ...valueAndProperty(found), receiver: printed(found['receiver']), access: 'read' }),
  },
  {
    pattern:
      /^(?:TypeError: )?(?<value>undefined|null) is not an object \(evaluating '(?<expression>[^']*(?:'[^']*'[^']*)*)'\)/,
    read: (found) => ({ value: valueOf(found['value']), ...fromEvaluated(found['expression'] ?? '') }),
  },
  {
    pattern: /^(?:TypeError: )?(?<receiver>[\w$.[\]()#]{1,200}) is (?<value>undefined|null)$/,
    read: (found) => ({ ...valueAndProperty(found), receiver: printed(found['receiver']), access: 'read' }),
  },
  {
    pattern: /Unable to (?<verb>get|set) property '(?<property>[^']*)' of undefined or null reference/,
    read: (found) => ({
      ...valueAndProperty(found),
      receiver: null,
      access: found['verb'] === 'set' ? 'write' : 'read',
    }),
  },
];

/** Null for every other message. */
export function parseNullishMessage(message: string): NullishMessage | null {
  for (const reader of READERS) {
    const found = reader.pattern.exec(message);
    if (found !== null) return reader.read(found.groups ?? {});
  }
  return null;
}

function valueAndProperty(
  found: Record<string, string | undefined>,
): Pick<NullishMessage, 'value' | 'property'> {
  return { value: valueOf(found['value']), property: found['property'] ?? null };
}

function valueOf(text: string | undefined): 'undefined' | 'null' | null {
  return text === 'undefined' || text === 'null' ? text : null;
}

/** Engines print `undefined`, `object null` or `(intermediate value)` when they have no source text. */
function printed(text: string | undefined): string | null {
  if (text === undefined || text.includes('(intermediate value)')) return null;
  return text === 'undefined' || text === 'null' || text === 'object null' ? null : text;
}

/** JavaScriptCore prints the expression it evaluated: `user.profile.name`, `element.textContent = x`. */
function fromEvaluated(expression: string): Pick<NullishMessage, 'property' | 'receiver' | 'access'> {
  const target = /^(?<target>[^=]*[^=!<>\s])\s*=(?!=)/.exec(expression)?.groups?.['target'];
  const read = target ?? expression;
  const member = /^(?<receiver>.+)\.(?<property>[\w$]+)\s*(?:\(|$)/.exec(read)?.groups;
  if (member === undefined) return { property: null, receiver: read === '' ? null : read, access: 'read' };
  return {
    property: member['property'] ?? null,
    receiver: member['receiver'] ?? null,
    access: target === undefined ? 'read' : 'write',
  };
}
