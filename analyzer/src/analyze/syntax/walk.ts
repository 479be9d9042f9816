import { visitorKeys, type ArrowFunctionExpression, type Function, type Node } from 'oxc-parser';

export type FunctionNode = Function | ArrowFunctionExpression;

/** Children in source order, as the grammar lists them. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value: unknown = Reflect.get(node, key);
    for (const item of Array.isArray(value) ? value : [value]) if (isNode(item)) children.push(item);
  }
  return children;
}

/** Visits a tree, parents first. The visitor returns false to skip a node's children. */
export function walk(root: Node, visit: (node: Node) => boolean | void): void {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (visit(node) === false) continue;
    pending.push(...childrenOf(node).toReversed());
  }
}

/** Like walk, without entering functions inside the root: what runs when the root runs. */
export function walkOwn(root: Node, visit: (node: Node) => boolean | void): void {
  walk(root, (node) => (node !== root && isFunction(node) ? false : visit(node)));
}

export function linkParents(root: Node): void {
  walk(root, (node) => {
    for (const child of childrenOf(node)) child.parent = node;
  });
}

/** From the parent up to the program. */
export function* ancestorsOf(node: Node): Generator<Node> {
  for (let at = node.parent; at !== undefined && at !== null; at = at.parent) yield at;
}

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

export function enclosingFunction(node: Node): FunctionNode | null {
  for (const ancestor of ancestorsOf(node)) if (isFunction(ancestor)) return ancestor;
  return null;
}

export function contains(outer: Node, inner: Pick<Node, 'start' | 'end'>): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The statement a node belongs to that stands in a list of statements, so that another one can be put before it. */
export function listedStatement(node: Node): Node | null {
  let at: Node = node;
  for (const ancestor of ancestorsOf(node)) {
    if (
      isFunction(ancestor) &&
      ancestor.body === at &&
      ancestor.type === 'ArrowFunctionExpression' &&
      ancestor.expression
    )
      return null;
    if (ancestor.type === 'IfStatement' && ancestor.alternate === at && at.type === 'IfStatement')
      return null;
    if (isStatementList(ancestor) && isStatement(at)) return at;
    at = ancestor;
  }
  return null;
}

export function isStatementList(node: Node): boolean {
  return (
    node.type === 'BlockStatement' ||
    node.type === 'Program' ||
    node.type === 'StaticBlock' ||
    node.type === 'SwitchCase'
  );
}

/** The statements beside a statement, itself included. */
export function siblingsOf(statement: Node): readonly Node[] {
  const { parent } = statement;
  if (parent?.type === 'SwitchCase') return parent.consequent;
  if (parent?.type === 'BlockStatement' || parent?.type === 'Program' || parent?.type === 'StaticBlock')
    return parent.body;
  return [statement];
}

function isStatement(node: Node): boolean {
  return node.type.endsWith('Statement') || node.type.endsWith('Declaration');
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
