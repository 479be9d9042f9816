import type { Node } from 'oxc-parser';

/** One name a pattern introduces, and the way to it: `{ items: [first = 1] }` gives first, keys items.0, default 1. */
export type PatternName = {
  readonly name: string;
  readonly identifier: Node;
  /** Property names from the whole value to this name; empty when the pattern is the name itself. */
  readonly keys: readonly string[];
  readonly defaultValue: Node | null;
};

export function patternNames(pattern: Node, keys: readonly string[] = []): PatternName[] {
  switch (pattern.type) {
    case 'Identifier':
      return [{ name: pattern.name, identifier: pattern, keys, defaultValue: null }];
    case 'AssignmentPattern':
      return patternNames(pattern.left, keys).map((found) =>
        found.keys.length === keys.length ? { ...found, defaultValue: pattern.right } : found,
      );
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        property.type === 'RestElement'
          ? patternNames(property.argument, [...keys, '...'])
          : patternNames(property.value, [...keys, keyName(property.key, property.computed)]),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element, index) =>
        element === null ? [] : patternNames(element, [...keys, String(index)]),
      );
    case 'RestElement':
      return patternNames(pattern.argument, [...keys, '...']);
    case 'TSParameterProperty':
      return patternNames(pattern.parameter, keys);
    default:
      return [];
  }
}

/** The name of a property key; computed keys have none that can be known. */
export function keyName(key: Node, computed: boolean): string {
  if (key.type === 'Identifier' && !computed) return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Literal') return String(key.value);
  return '[]';
}
