import { pythonText, type PythonFile, type PythonNode } from './parse-python.ts';

/** Nodes of a line, outermost first; those that begin on it or hold it whole and are no blocks. */
export function nodesOnLine(file: PythonFile, line: number): PythonNode[] {
  const start = offsetOfLine(file, line);
  if (start === null) return [];
  const end = file.text.indexOf('\n', start);
  const found: PythonNode[] = [];
  file.tree.iterate({
    from: start,
    to: end === -1 ? file.text.length : end,
    enter: (node) => {
      const begins = node.from >= start && node.from <= (end === -1 ? file.text.length : end);
      if (begins) found.push(node.node);
    },
  });
  return found;
}

function offsetOfLine(file: PythonFile, line: number): number | null {
  let at = 0;
  for (let count = 1; count < line; count += 1) {
    at = file.text.indexOf('\n', at) + 1;
    if (at === 0) return null;
  }
  return at;
}

export function childrenOf(node: PythonNode): PythonNode[] {
  const children: PythonNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** The statement a node belongs to, which stands in a block of its own indentation. */
export function statementOf(node: PythonNode): PythonNode | null {
  for (let at: PythonNode | null = node; at !== null; at = at.parent)
    if (at.parent?.name === 'Body' || at.parent?.name === 'Script') return at;
  return null;
}

export function functionAround(node: PythonNode): PythonNode | null {
  for (let at = node.parent; at !== null; at = at.parent) if (at.name === 'FunctionDefinition') return at;
  return null;
}

/** The loop around a statement, within its function. */
export function loopAround(node: PythonNode): PythonNode | null {
  for (let at = node.parent; at !== null && at.name !== 'FunctionDefinition'; at = at.parent)
    if ((at.name === 'ForStatement' || at.name === 'WhileStatement') && isInBody(at, node)) return at;
  return null;
}

function isInBody(loop: PythonNode, node: PythonNode): boolean {
  const body = childrenOf(loop).find((child) => child.name === 'Body');
  return body !== undefined && body.from <= node.from && node.to <= body.to;
}

/** Names and members of them: evaluating twice gives the same. */
export function isRepeatable(node: PythonNode): boolean {
  if (node.name === 'VariableName') return true;
  if (node.name !== 'MemberExpression') return false;
  return childrenOf(node).every(
    (child) =>
      ['.', '[', ']', 'PropertyName', 'String', 'Number'].includes(child.name) || isRepeatable(child),
  );
}

/** `order.customer["name"]`: the part before the last step. */
export function receiverOf(member: PythonNode): PythonNode | null {
  return member.name === 'MemberExpression' ? member.firstChild : null;
}

/** The attribute a member reads; null for a subscript. */
export function attributeOf(file: PythonFile, member: PythonNode): string | null {
  const property = member.getChild('PropertyName');
  return property === null ? null : pythonText(file, property);
}

/** The one key of a subscript; null for attributes and slices. */
export function subscriptOf(member: PythonNode): PythonNode | null {
  if (member.name !== 'MemberExpression' || member.getChild('[') === null) return null;
  const inside = childrenOf(member).slice(2, -1);
  return inside.length === 1 ? (inside[0] ?? null) : null;
}

export type PythonEmpty = { readonly text: string; readonly isStated: boolean };

const EMPTY = new Set([
  '0',
  '0.0',
  'None',
  '""',
  "''",
  '[]',
  '{}',
  '()',
  'False',
  'set()',
  'dict()',
  'list()',
]);

/** What a function returns when there is nothing: as it says itself, else None; empty text for a bare return. */
export function emptyReturnOf(file: PythonFile, owner: PythonNode): PythonEmpty {
  const values: string[] = [];
  owner.cursor().iterate((node) => {
    if (node.name === 'FunctionDefinition' && node.from !== owner.from) return false;
    if (node.name === 'ReturnStatement')
      values.push(
        pythonText(file, node)
          .replace(/^return\s*/, '')
          .trim(),
      );
    return true;
  });
  if (values.every((value) => value === '')) return { text: '', isStated: values.length > 0 };
  const stated = values.find((value) => EMPTY.has(value));
  return stated === undefined ? { text: 'None', isStated: false } : { text: stated, isStated: true };
}

/** Nodes of one kind inside a function or file, in their order; those of inner functions too. */
export function insideOf(root: PythonNode, name: string): PythonNode[] {
  const found: PythonNode[] = [];
  root.cursor().iterate((node) => {
    if (node.name === name) found.push(node.node);
  });
  return found;
}

/** Arguments of a call that are given by position; empty where one is given in another way. */
export function argumentsOf(call: PythonNode): PythonNode[] {
  const inside = childrenOf(call.getChild('ArgList') ?? call).slice(1, -1);
  const isPlain = inside.every(({ name }) => !['*', '**', 'AssignOp', 'for'].includes(name));
  return isPlain ? inside.filter(({ name }) => name !== ',') : [];
}

export function parameterNames(file: PythonFile, owner: PythonNode): string[] {
  const list = owner.getChild('ParamList');
  return list === null
    ? []
    : childrenOf(list)
        .filter(({ name, prevSibling }) => name === 'VariableName' && prevSibling?.name !== 'AssignOp')
        .map((node) => pythonText(file, node));
}
