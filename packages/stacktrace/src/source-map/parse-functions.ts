import { parse } from '@babel/parser';
import { tabulateFunctions, type FunctionRange, type FunctionTable } from './function-table.ts';
import { SOURCE_MAP_LIMITS } from './limits.ts';

/**
 * Where the functions of a script start and end, and what they are called: by their own name, else by what they are
 * assigned to (`const total = () => …`, `{ total() {} }`, `class Cart { total = () => … }` -> `Cart.total`).
 * Null when the text cannot be parsed. JavaScript, TypeScript and JSX; `file` decides where they disagree.
 *
 * The parser is written in JavaScript on purpose: hostile nesting ends in an exception here, and in a crash of the
 * process in a native parser (seen with 200,000 brackets).
 */
export function parseFunctions(source: string, file: string): FunctionTable | null {
  const program = parseScript(source, file);
  if (program === null) return null;
  try {
    const ranges: FunctionRange[] = [];
    visit(program, { name: null, holder: null }, ranges);
    return tabulateFunctions(ranges);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function parseScript(source: string, file: string): Node | null {
  const isPlain = /\.(?:[cm]?js)$/.test(file);
  const isTypeScript = /\.(?:[cm]?ts)$/.test(file);
  const jsx = isTypeScript ? [] : (['jsx'] as const);
  const flavours = isPlain ? (['flow', 'typescript'] as const) : (['typescript', 'flow'] as const);
  for (const flavour of flavours) {
    try {
      return parse(source, {
        sourceType: 'unambiguous',
        errorRecovery: true,
        allowReturnOutsideFunction: true,
        allowAwaitOutsideFunction: true,
        allowImportExportEverywhere: true,
        createImportExpressions: true,
        attachComment: false,
        plugins: [flavour, ...jsx, 'decorators'],
      }).program as unknown as Node;
    } catch {
      // The next flavour may read it: generics and type casts look different there.
    }
  }
  return null;
}

type Position = { readonly line: number; readonly column: number };
type Node = {
  readonly type: string;
  readonly loc?: { readonly start: Position; readonly end: Position };
  readonly [key: string]: unknown;
};
/** The name a function gets from where it stands, and the class, object or function that holds it. */
type Surroundings = { readonly name: string | null; readonly holder: string | null };

const NOWHERE: Surroundings = { name: null, holder: null };

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
  'ClassPrivateMethod',
]);

function visit(node: Node, around: Surroundings, ranges: FunctionRange[]): void {
  const own = textOf(node['id']) ?? keyText(node) ?? around.name;
  if (FUNCTIONS.has(node.type)) {
    const name = own === null ? null : join(around.holder, own);
    addRange(node, name, ranges);
    visitChildren(node, { name: null, holder: null }, ranges);
  } else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
    visitChildren(node, { name: null, holder: own }, ranges);
  } else if (TRANSPARENT.has(node.type) || node.type === 'CallExpression') {
    visitChildren(node, around, ranges);
  } else {
    visitChildren(
      node,
      {
        name: null,
        holder: node.type === 'ClassBody' || node.type === 'ObjectExpression' ? around.holder : null,
      },
      ranges,
    );
  }
}

function visitChildren(node: Node, around: Surroundings, ranges: FunctionRange[]): void {
  for (const key of Object.keys(node)) {
    if (SKIPPED.has(key)) continue;
    const value = node[key];
    if (Array.isArray(value)) {
      for (const item of value as readonly unknown[])
        if (isNode(item)) visit(item, childOf(node, key, around), ranges);
    } else if (isNode(value)) visit(value, childOf(node, key, around), ranges);
  }
}

/** What stands around a value without changing what it is called. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TypeCastExpression',
]);

/** Calls that give their function back, only wrapped: `const Cart = memo(() => …)`. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'memo',
  'forwardRef',
  'useCallback',
  'useEffectEvent',
  'observer',
  'debounce',
  'throttle',
  'React.memo',
  'React.forwardRef',
  'React.useCallback',
]);

const SKIPPED: ReadonlySet<string> = new Set([
  'loc',
  'extra',
  'typeAnnotation',
  'errors',
  'id',
  'key',
  'typeParameters',
]);

/** What a child is called by the place it stands in. */
function childOf(node: Node, key: string, around: Surroundings): Surroundings {
  switch (node.type) {
    case 'VariableDeclarator':
      return { name: textOf(node['id']), holder: null };
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return key === 'right' ? { name: memberText(node['left']), holder: null } : around;
    case 'ObjectProperty':
    case 'ClassProperty':
    case 'ClassPrivateProperty':
    case 'ClassAccessorProperty':
      return key === 'value' ? { name: join(around.holder, keyText(node)), holder: null } : around;
    case 'ExportDefaultDeclaration':
      return { name: 'default', holder: null };
    case 'CallExpression':
      return key === 'arguments' && WRAPPERS.has(memberText(node['callee']) ?? '') ? around : NOWHERE;
    default:
      return TRANSPARENT.has(node.type) ? around : { name: null, holder: around.holder };
  }
}

function addRange(node: Node, name: string | null, ranges: FunctionRange[]): void {
  if (node.loc === undefined) return;
  const { start, end } = node.loc;
  ranges.push({
    startLine: start.line - 1,
    startColumn: start.column,
    endLine: end.line - 1,
    endColumn: end.column,
    name: name === null ? null : name.slice(0, SOURCE_MAP_LIMITS.functionNameLengthMax),
  });
}

function join(holder: string | null, name: string | null): string | null {
  return holder === null || name === null ? name : `${holder}.${name}`;
}

function keyText(node: Node): string | null {
  if (node['computed'] === true) return null;
  return textOf(node['key']);
}

function textOf(value: unknown): string | null {
  if (!isNode(value)) return null;
  if (value.type === 'Identifier') return value['name'] as string;
  if (value.type === 'StringLiteral') return value['value'] as string;
  if (value.type === 'PrivateName') return `#${textOf(value['id']) ?? ''}`;
  return null;
}

/** `exports.total`, `Cart.prototype.total`, `this.total` -> what a reader would call it. */
function memberText(value: unknown): string | null {
  const parts: string[] = [];
  let node: unknown = value;
  while (
    isNode(node) &&
    node.type === 'MemberExpression' &&
    parts.length < SOURCE_MAP_LIMITS.functionNamePartsMax
  ) {
    const property = node['computed'] === true ? null : textOf(node['property']);
    if (property === null) return null;
    if (property !== 'prototype') parts.unshift(property);
    node = node['object'];
  }
  const base = textOf(node);
  if (base !== null && base !== 'exports' && base !== 'module') parts.unshift(base);
  return parts.length === 0 ? null : parts.join('.');
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}
