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
  const ranges = parseFunctionRanges(source, file);
  return ranges === null ? null : tabulateFunctions(ranges);
}

export type NamedRange = FunctionRange & {
  /** Where the name of the function stands, line and column from 0; null when it has none. */
  readonly nameAt: { readonly line: number; readonly column: number } | null;
};

/** The same before they are flattened, ordered by their start. */
export function parseFunctionRanges(source: string, file: string): readonly NamedRange[] | null {
  const program = parseScript(source, file);
  if (program === null) return null;
  try {
    const ranges: NamedRange[] = [];
    visit(program, NOWHERE, ranges);
    return ranges;
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
type Surroundings = {
  readonly name: string | null;
  readonly nameNode: Node | null;
  readonly holder: string | null;
};

const NOWHERE: Surroundings = { name: null, nameNode: null, holder: null };

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
  'ClassPrivateMethod',
]);

function visit(node: Node, around: Surroundings, ranges: NamedRange[]): void {
  const own = namedBy(node['id']) ?? keyName(node) ?? around;
  if (FUNCTIONS.has(node.type)) {
    const name = own.name === null ? null : join(around.holder, own.name);
    addRange(node, { name, nameNode: own.nameNode }, ranges);
    visitChildren(node, NOWHERE, ranges);
  } else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
    visitChildren(node, { ...NOWHERE, holder: own.name }, ranges);
  } else if (TRANSPARENT.has(node.type) || node.type === 'CallExpression') {
    visitChildren(node, around, ranges);
  } else {
    visitChildren(node, HOLDERS.has(node.type) ? { ...NOWHERE, holder: around.holder } : NOWHERE, ranges);
  }
}

/** Nodes between a class and its functions. */
const HOLDERS: ReadonlySet<string> = new Set([
  'ClassBody',
  'ClassProperty',
  'ClassPrivateProperty',
  'ClassAccessorProperty',
]);

type Name = Pick<Surroundings, 'name' | 'nameNode'>;

function namedBy(value: unknown): Name | null {
  const name = textOf(value);
  return name === null ? null : { name, nameNode: value as Node };
}

function keyName(node: Node): Name | null {
  return node['computed'] === true ? null : namedBy(node['key']);
}

function visitChildren(node: Node, around: Surroundings, ranges: NamedRange[]): void {
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
      return { ...NOWHERE, ...namedBy(node['id']) };
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return key === 'right' ? { ...NOWHERE, ...memberName(node['left']) } : around;
    case 'ObjectProperty':
    case 'ClassProperty':
    case 'ClassPrivateProperty':
    case 'ClassAccessorProperty': {
      const own = keyName(node);
      return key === 'value' && own !== null
        ? { ...NOWHERE, ...own, name: join(around.holder, own.name) }
        : around;
    }
    case 'ExportDefaultDeclaration':
      return { ...NOWHERE, name: 'default' };
    case 'CallExpression':
      return key === 'arguments' && WRAPPERS.has(memberName(node['callee'])?.name ?? '') ? around : NOWHERE;
    default:
      return TRANSPARENT.has(node.type) ? around : { ...NOWHERE, holder: around.holder };
  }
}

function addRange(node: Node, { name, nameNode }: Name, ranges: NamedRange[]): void {
  if (node.loc === undefined) return;
  const { start, end } = node.loc;
  const named = nameNode?.loc?.start;
  ranges.push({
    startLine: start.line - 1,
    startColumn: start.column,
    endLine: end.line - 1,
    endColumn: end.column,
    name: name === null ? null : name.slice(0, SOURCE_MAP_LIMITS.functionNameLengthMax),
    nameAt: named === undefined ? null : { line: named.line - 1, column: named.column },
  });
}

function join(holder: string | null, name: string | null): string | null {
  return holder === null || name === null ? name : `${holder}.${name}`;
}

function textOf(value: unknown): string | null {
  if (!isNode(value)) return null;
  if (value.type === 'Identifier') return value['name'] as string;
  if (value.type === 'StringLiteral') return value['value'] as string;
  if (value.type === 'PrivateName') return `#${textOf(value['id']) ?? ''}`;
  return null;
}

/** `exports.total`, `Cart.prototype.total`, `this.total` -> what a reader would call it. */
function memberName(value: unknown): Name | null {
  const parts: string[] = [];
  let node: unknown = value;
  let nameNode: Node | null = null;
  while (
    isNode(node) &&
    node.type === 'MemberExpression' &&
    parts.length < SOURCE_MAP_LIMITS.functionNamePartsMax
  ) {
    const property = node['computed'] === true ? null : namedBy(node['property']);
    if (property === null || property.name === null) return null;
    if (property.name !== 'prototype') parts.unshift(property.name);
    nameNode ??= property.nameNode;
    node = node['object'];
  }
  const base = namedBy(node);
  if (base?.name === 'module' && parts[0] === 'exports') parts.shift();
  else if (base?.name != null && base.name !== 'exports') parts.unshift(base.name);
  return parts.length === 0 ? null : { name: parts.join('.'), nameNode: nameNode ?? base?.nameNode ?? null };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}
