import type { Node } from 'oxc-parser';
import { patternNames } from './patterns.ts';
import { ancestorsOf, isFunction, isStatementList, siblingsOf } from './walk.ts';

/** Every name a place can use, innermost scope first; globals are not among them. */
export function visibleNames(at: Node): string[] {
  const names = new Set<string>();
  for (const scope of ancestorsOf(at)) {
    if (isFunction(scope)) {
      for (const parameter of scope.params) for (const { name } of patternNames(parameter)) names.add(name);
    }
    if (isStatementList(scope)) {
      const [first] = 'body' in scope && Array.isArray(scope.body) ? scope.body : [];
      for (const statement of first === undefined ? [] : siblingsOf(first)) addDeclared(statement, names);
    }
    if (scope.type === 'ForStatement' && scope.init !== null) addDeclared(scope.init, names);
    if (scope.type === 'ForOfStatement' || scope.type === 'ForInStatement') addDeclared(scope.left, names);
  }
  return [...names];
}

function addDeclared(statement: Node, names: Set<string>): void {
  const declaration =
    statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
      ? statement.declaration
      : statement;
  if (declaration === null) return;
  if (declaration.type === 'VariableDeclaration') {
    for (const declarator of declaration.declarations)
      for (const { name } of patternNames(declarator.id)) names.add(name);
  } else if (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') {
    if (declaration.id) names.add(declaration.id.name);
  } else if (declaration.type === 'ImportDeclaration') {
    for (const specifier of declaration.specifiers) names.add(specifier.local.name);
  }
}
