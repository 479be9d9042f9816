import type { Node } from 'oxc-parser';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { walk } from '../syntax/walk.ts';

/**
 * Where the file finds the list of a call whose result is used as a list here: `x.map()` with `x = await load()`, beside
 * `(await load()).items` or `{ items } = load()`. Names of fields; empty when nothing shows one.
 */
export function listHoldersOf(file: ParsedFile, use: Node): string[] {
  const at = bare(use);
  const callee = at.type === 'CallExpression' ? bare(at.callee) : at;
  const value = isMember(callee) ? bare(callee.object) : at;
  if (value.type !== 'Identifier') return [];
  const binding = resolveBinding(value.name, value);
  if (binding?.kind !== 'variable' || binding.init === null || binding.keys.length > 0) return [];
  const init = bare(binding.init);
  const call = init.type === 'AwaitExpression' ? bare(init.argument) : init;
  return call.type === 'CallExpression' ? fieldsOfCall(file, textOf(file, call.callee)) : [];
}

function fieldsOfCall(file: ParsedFile, wanted: string): string[] {
  const fields = new Set<string>();
  walk(file.program, (node) => {
    if (node.type === 'VariableDeclarator' && node.init !== null && node.id.type === 'ObjectPattern') {
      const [only] = node.id.properties;
      const isOne = node.id.properties.length === 1 && only?.type === 'Property';
      if (isOne && only.key.type === 'Identifier' && isCallOf(node.init, wanted, file))
        fields.add(only.key.name);
    }
    if (isMember(node) && isCallOf(node.object, wanted, file)) fields.add(propertyName(node) ?? '');
  });
  for (const name of ['', 'then', 'catch', 'finally']) fields.delete(name);
  return [...fields];
}

function isCallOf(expression: Node, calleeText: string, file: ParsedFile): boolean {
  const node = bare(expression);
  const call = node.type === 'AwaitExpression' ? bare(node.argument) : node;
  return call.type === 'CallExpression' && textOf(file, call.callee) === calleeText;
}
