import type { JsonObject } from '@bugsage/core';
import {
  pythonText,
  parsePython,
  type PythonFile,
  type PythonNode,
} from '../../analyze/python/parse-python.ts';
import { childrenOf, functionAround, nodesOnLine } from '../../analyze/python/python-nodes.ts';
import type { CaseCode } from '../../evidence/case.ts';
import { pythonValue, type PythonScenario } from './python-value.ts';

/** A function of a module, or a method of a class in it, that can be called from outside. */
export type PythonEntry = {
  readonly module: string;
  /** From the module to the function: `['Cart', 'total']`. */
  readonly names: readonly string[];
  /** Those that have to be given. */
  readonly parameters: readonly string[];
  readonly isMethod: boolean;
  readonly file: PythonFile;
  readonly node: PythonNode;
  /** The call of the event, where its SDK sent all arguments. */
  readonly captured: PythonScenario | null;
};

/** The module of the crash, which an import that finds nothing keeps from loading. */
export function pythonModuleOf({ frames, sources }: CaseCode, type: string): PythonEntry | null {
  const [frame] = frames;
  if (frame === undefined || !/^(?:ImportError|ModuleNotFoundError)$/.test(type)) return null;
  const file = parsePython(frame.path, sources.get(frame.path) ?? '');
  if (file === null || functionAt(file, frame.line) !== null) return null;
  const base = { names: [], parameters: [], isMethod: false, captured: null } as const;
  return { ...base, module: frame.path, file, node: file.tree.topNode };
}

/** The function nearest to the crash on the stack that a replay can call; null when there is none. */
export function pythonEntryOf(code: CaseCode): PythonEntry | null {
  for (const { path, line, frame } of code.frames) {
    const file = parsePython(path, code.sources.get(path) ?? '');
    if (file === null) continue;
    // Functions inside of functions are reached through the one around them, whose variables are others.
    const own = functionAt(file, line);
    for (let node = own; node !== null; node = functionAround(node)) {
      const entry = entryOf(file, node, node === own ? frame.vars : null);
      if (entry !== null) return entry;
    }
  }
  return null;
}

function functionAt(file: PythonFile, line: number): PythonNode | null {
  let at = nodesOnLine(file, line)[0] ?? null;
  while (at !== null && at.name !== 'FunctionDefinition') at = at.parent;
  return at;
}

function entryOf(file: PythonFile, node: PythonNode, vars: JsonObject | null): PythonEntry | null {
  const name = nameOf(file, node);
  const owner = ownerOf(node);
  const all = parametersOf(file, node);
  if (name === null || owner === null || all === null) return null;
  const decorator = decoratorOf(file, node);
  const isStatic = decorator === '@staticmethod';
  if (decorator !== null && !isStatic) return null;
  const isMethod = owner !== 'module' && !isStatic;
  const parameters = isMethod ? all.slice(1) : all;
  const className = owner === 'module' ? null : nameOf(file, owner);
  const names = className === null ? [name] : [className, name];
  const given = vars !== null && !isMethod && parameters.every((parameter) => parameter in vars);
  const captured = given
    ? { arguments: parameters.map((each) => pythonValue(vars[each] ?? null)), self: null }
    : null;
  return { module: file.path, names, parameters, isMethod, file, node, captured };
}

function nameOf(file: PythonFile, node: PythonNode): string | null {
  const name = node.getChild('VariableName');
  return name === null ? null : pythonText(file, name);
}

/** The class at the top of the module, or the module itself; null for functions inside of functions. */
function ownerOf(node: PythonNode): PythonNode | 'module' | null {
  const parent = outside(node);
  if (parent?.name === 'Script') return 'module';
  const owner = parent?.name === 'Body' ? parent.parent : null;
  return owner?.name === 'ClassDefinition' && outside(owner)?.name === 'Script' ? owner : null;
}

function outside(node: PythonNode): PythonNode | null {
  return node.parent?.name === 'DecoratedStatement' ? node.parent.parent : node.parent;
}

/** The only decorator; all of them where there are more. */
function decoratorOf(file: PythonFile, node: PythonNode): string | null {
  if (node.parent?.name !== 'DecoratedStatement') return null;
  return node.parent
    .getChildren('Decorator')
    .map((one) => pythonText(file, one).trim())
    .join(' ');
}

/** Names of the parameters without a default; null where one of them can only be given by name. */
function parametersOf(file: PythonFile, node: PythonNode): string[] | null {
  const list = node.getChild('ParamList');
  if (list === null) return null;
  const names: string[] = [];
  let star = false;
  const children = childrenOf(list);
  for (const [index, child] of children.entries()) {
    if (child.name === '*' || child.name === '**') star = true;
    if (child.name !== 'VariableName' || isDefault(children, index)) continue;
    const rest = children.slice(index + 1);
    const end = rest.findIndex((one) => one.name === ',');
    const hasDefault = (end < 0 ? rest : rest.slice(0, end)).some((one) => one.name === 'AssignOp');
    const isRest = ['*', '**'].includes(children[index - 1]?.name ?? '');
    if (hasDefault || isRest) continue;
    if (star) return null;
    names.push(pythonText(file, child));
  }
  return names;
}

/** A name that is somebody's default value. */
function isDefault(children: readonly PythonNode[], index: number): boolean {
  return children[index - 1]?.name === 'AssignOp';
}
