import type { Node } from 'oxc-parser';
import { bare, isMember, propertyName } from './expressions.ts';
import type { ParsedFile } from './parse-source.ts';
import { keyName, patternNames } from './patterns.ts';

export type ExportedThing =
  | { readonly kind: 'local'; readonly name: string }
  | { readonly kind: 'value'; readonly value: Node }
  | { readonly kind: 'from'; readonly source: string; readonly name: string };

export type Exports = {
  /** By exported name; `default` for the default export or all of `module.exports`. */
  readonly names: ReadonlyMap<string, ExportedThing>;
  /** Sources of `export * from`. */
  readonly stars: readonly string[];
};

/** What a module gives to others, in either module system. */
export function exportsOf(file: ParsedFile): Exports {
  const names = new Map<string, ExportedThing>();
  const stars: string[] = [];
  for (const statement of file.program.body) {
    if (statement.type === 'ExportNamedDeclaration') addNamed(statement, names);
    else if (statement.type === 'ExportDefaultDeclaration')
      names.set('default', { kind: 'value', value: statement.declaration });
    else if (statement.type === 'ExportAllDeclaration') {
      if (statement.exported === null) stars.push(statement.source.value);
    } else if (statement.type === 'ExpressionStatement') addAssigned(bare(statement.expression), names);
  }
  return { names, stars };
}

function addNamed(
  statement: Extract<Node, { type: 'ExportNamedDeclaration' }>,
  names: Map<string, ExportedThing>,
): void {
  const { declaration } = statement;
  if (declaration?.type === 'VariableDeclaration')
    for (const declarator of declaration.declarations)
      for (const { name } of patternNames(declarator.id)) names.set(name, { kind: 'local', name });
  else if (declaration !== null && 'id' in declaration && declaration.id?.type === 'Identifier')
    names.set(declaration.id.name, { kind: 'local', name: declaration.id.name });
  for (const specifier of statement.specifiers) {
    const local = nameOf(specifier.local);
    names.set(
      nameOf(specifier.exported),
      statement.source === null
        ? { kind: 'local', name: local }
        : { kind: 'from', source: statement.source.value, name: local },
    );
  }
}

/** `module.exports = { a, b: c }`, `module.exports = f`, `exports.a = …`, `module.exports.a = …`. */
function addAssigned(expression: Node, names: Map<string, ExportedThing>): void {
  if (expression.type !== 'AssignmentExpression' || !isMember(expression.left)) return;
  const { left, right } = expression;
  const property = propertyName(left);
  const object = bare(left.object);
  const ontoExports =
    (object.type === 'Identifier' && object.name === 'exports') ||
    (isMember(object) && propertyName(object) === 'exports');
  if (ontoExports && property !== null) {
    names.set(property, { kind: 'value', value: right });
    return;
  }
  if (object.type !== 'Identifier' || object.name !== 'module' || property !== 'exports') return;
  names.set('default', { kind: 'value', value: right });
  if (right.type !== 'ObjectExpression') return;
  for (const member of right.properties)
    if (member.type === 'Property')
      names.set(keyName(member.key, member.computed), { kind: 'value', value: member.value });
}

function nameOf(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' ? String(node.value) : '';
}
