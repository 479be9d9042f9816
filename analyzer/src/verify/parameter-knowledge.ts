import type { Node } from 'oxc-parser';
import { keyName } from '../analyze/syntax/patterns.ts';
import type { FunctionNode } from '../analyze/syntax/walk.ts';
import { newKnowledge, note, type Hint, type Knowledge } from './replay/knowledge.ts';

/** What a parameter list says before anything runs: names, defaults, parts, simple types. */
export function parametersOf(owner: FunctionNode): Knowledge[] {
  return owner.params.map((parameter, index) => knowledgeOf(parameter, `value${index + 1}`));
}

function knowledgeOf(pattern: Node, name: string): Knowledge {
  switch (pattern.type) {
    case 'Identifier':
      return typed(pattern, pattern.name);
    case 'AssignmentPattern':
      return { ...knowledgeOf(pattern.left, name), optional: true };
    case 'TSParameterProperty':
      return knowledgeOf(pattern.parameter, name);
    case 'RestElement':
      return knowledgeOf(pattern.argument, name);
    case 'ArrayPattern': {
      const known = newKnowledge(name);
      note(known, 'array');
      return known;
    }
    case 'ObjectPattern': {
      const known = newKnowledge('options');
      for (const property of pattern.properties) {
        if (property.type !== 'Property') continue;
        const key = keyName(property.key, property.computed);
        known.fields[key] = { ...knowledgeOf(property.value, key), name: key };
      }
      return known;
    }
    default:
      return newKnowledge(name);
  }
}

const TYPE_HINTS: Readonly<Record<string, Hint>> = {
  TSStringKeyword: 'text',
  TSNumberKeyword: 'number',
  TSBooleanKeyword: 'boolean',
  TSArrayType: 'array',
  TSTupleType: 'array',
  TSFunctionType: 'callable',
};

function typed(identifier: Extract<Node, { type: 'Identifier' }>, name: string): Knowledge {
  const known = newKnowledge(name);
  const annotation = identifier.typeAnnotation?.typeAnnotation;
  const hint = annotation === undefined ? undefined : TYPE_HINTS[annotation.type];
  if (hint !== undefined) note(known, hint);
  // The parser's types know optional names only in parameter lists of TypeScript.
  const optional: unknown = Reflect.get(identifier, 'optional');
  if (optional === true) known.optional = true;
  return known;
}
