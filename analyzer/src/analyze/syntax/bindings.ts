import type { ImportDeclaration, Node } from 'oxc-parser';
import { patternNames } from './patterns.ts';
import { ancestorsOf, contains, isFunction, walkOwn, type FunctionNode } from './walk.ts';

/** What a name in the code stands for. */
export type Binding = {
  readonly name: string;
  readonly identifier: Node;
  /** Property names between the declared value and this name, for destructured ones. */
  readonly keys: readonly string[];
  readonly defaultValue: Node | null;
} & (
  | { readonly kind: 'parameter'; readonly owner: FunctionNode; readonly index: number }
  | {
      readonly kind: 'variable';
      readonly declarationKind: string;
      readonly init: Node | null;
      readonly declarator: Node;
    }
  | { readonly kind: 'loop'; readonly iterated: Node; readonly loop: Node }
  | { readonly kind: 'function'; readonly owner: FunctionNode }
  | { readonly kind: 'class'; readonly declaration: Node }
  | { readonly kind: 'import'; readonly source: string; readonly imported: string }
  | { readonly kind: 'catch' }
);

/** The declaration a name refers to at a place of the tree; null for globals. */
export function resolveBinding(name: string, at: Node): Binding | null {
  for (const scope of ancestorsOf(at)) {
    const found = declaredIn(scope, name, at);
    if (found !== null) return found;
  }
  return null;
}

function declaredIn(scope: Node, name: string, at: Node): Binding | null {
  if (isFunction(scope)) return inFunction(scope, name, at);
  if (scope.type === 'Program' || scope.type === 'BlockStatement' || scope.type === 'StaticBlock')
    return inStatements(scope.body, name);
  if (scope.type === 'SwitchStatement')
    return inStatements(
      scope.cases.flatMap((one) => one.consequent),
      name,
    );
  if (scope.type === 'ForStatement' && scope.init !== null) return inStatement(scope.init, name);
  if (scope.type === 'ForOfStatement' || scope.type === 'ForInStatement') return inLoop(scope, name);
  if (scope.type === 'CatchClause' && scope.param !== null) {
    const found = patternNames(scope.param).find((one) => one.name === name);
    return found === undefined ? null : { ...found, kind: 'catch' };
  }
  return null;
}

function inFunction(owner: FunctionNode, name: string, at: Node): Binding | null {
  for (const [index, parameter] of owner.params.entries()) {
    const found = patternNames(parameter).find((one) => one.name === name);
    if (found !== undefined) return { ...found, kind: 'parameter', owner, index };
  }
  if (owner.body !== null && contains(owner.body, at)) {
    const hoisted = hoistedVariable(owner.body, name);
    if (hoisted !== null) return hoisted;
  }
  if (owner.type === 'FunctionExpression' && owner.id?.name === name)
    return { name, identifier: owner.id, keys: [], defaultValue: null, kind: 'function', owner };
  return null;
}

/** `var` declares for the whole function, wherever it stands. */
function hoistedVariable(body: Node, name: string): Binding | null {
  let found: Binding | null = null;
  walkOwn(body, (node) => {
    if (found === null && node.type === 'VariableDeclaration' && node.kind === 'var')
      found = inStatement(node, name);
  });
  return found;
}

function inStatements(statements: readonly Node[], name: string): Binding | null {
  for (const statement of statements) {
    const found = inStatement(statement, name);
    if (found !== null) return found;
  }
  return null;
}

function inStatement(statement: Node, name: string): Binding | null {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return statement.declaration === null ? null : inStatement(statement.declaration, name);
    case 'VariableDeclaration':
      return inVariables(statement.declarations, statement.kind, name);
    case 'FunctionDeclaration':
      if (statement.id?.name !== name) return null;
      return {
        name,
        identifier: statement.id,
        keys: [],
        defaultValue: null,
        kind: 'function',
        owner: statement,
      };
    case 'ClassDeclaration':
      if (statement.id?.name !== name) return null;
      return {
        name,
        identifier: statement.id,
        keys: [],
        defaultValue: null,
        kind: 'class',
        declaration: statement,
      };
    case 'ImportDeclaration':
      return inImport(statement, name);
    default:
      return null;
  }
}

function inVariables(declarators: readonly Node[], declarationKind: string, name: string): Binding | null {
  for (const declarator of declarators) {
    if (declarator.type !== 'VariableDeclarator') continue;
    const found = patternNames(declarator.id).find((one) => one.name === name);
    if (found !== undefined)
      return { ...found, kind: 'variable', declarationKind, init: declarator.init, declarator };
  }
  return null;
}

function inLoop(loop: Node, name: string): Binding | null {
  if (loop.type !== 'ForOfStatement' && loop.type !== 'ForInStatement') return null;
  if (loop.left.type !== 'VariableDeclaration') return null;
  for (const declarator of loop.left.declarations) {
    const found = patternNames(declarator.id).find((one) => one.name === name);
    if (found !== undefined) return { ...found, kind: 'loop', iterated: loop.right, loop };
  }
  return null;
}

function inImport(declaration: ImportDeclaration, name: string): Binding | null {
  for (const specifier of declaration.specifiers) {
    if (specifier.local.name !== name) continue;
    return {
      name,
      identifier: specifier.local,
      keys: [],
      defaultValue: null,
      kind: 'import',
      source: declaration.source.value,
      imported: importedName(specifier),
    };
  }
  return null;
}

function importedName(specifier: ImportDeclaration['specifiers'][number]): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  return specifier.imported.type === 'Literal' ? specifier.imported.value : specifier.imported.name;
}
