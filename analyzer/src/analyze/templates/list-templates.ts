import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, isRepeatable, propertyName } from '../syntax/expressions.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { walk } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';

/** Patches for a value that should be a list: unwrap it where a neighbour does, else treat anything else as empty. */
export function listTemplates(value: Node, file: ParsedFile): (FixCandidate | null)[] {
  return [unwrapLikeNeighbour(value, file), onlyLists(value, file)];
}

/** The same call is unwrapped elsewhere in the file: `(await load()).items`, `answer.items`. */
function unwrapLikeNeighbour(value: Node, file: ParsedFile): FixCandidate | null {
  const node = bare(value);
  if (node.type !== 'Identifier') return null;
  const binding = resolveBinding(node.name, node);
  if (binding?.kind !== 'variable' || binding.init === null || binding.keys.length > 0) return null;
  const field = unwrappedField(bare(binding.init), file);
  if (field === null) return null;
  return candidateOf({
    origin: 'not-a-function/unwrap-list',
    title: `Take the list out of ${code(field)}`,
    description: `Elsewhere in this file the list of the same call is its field ${code(field)}.`,
    prior: 0.6,
    file,
    edit: (text) => {
      text.appendRight(value.end, `.${field}`);
    },
  });
}

function unwrappedField(init: Node, file: ParsedFile): string | null {
  const call = init.type === 'AwaitExpression' ? bare(init.argument) : init;
  if (call.type !== 'CallExpression') return null;
  const wanted = textOf(file, call.callee);
  const fields = new Set<string>();
  walk(file.program, (node) => {
    if (node.type === 'VariableDeclarator' && node.init !== null && node.id.type === 'ObjectPattern') {
      const [only] = node.id.properties;
      if (node.id.properties.length === 1 && only?.type === 'Property' && only.key.type === 'Identifier') {
        if (calls(node.init, wanted, file)) fields.add(only.key.name);
      }
    }
    if (isMember(node) && calls(node.object, wanted, file)) fields.add(propertyName(node) ?? '');
  });
  fields.delete('then');
  fields.delete('catch');
  const [field] = fields;
  return fields.size === 1 && field !== undefined && field !== '' ? field : null;
}

function calls(expression: Node, calleeText: string, file: ParsedFile): boolean {
  const node = bare(expression);
  const call = node.type === 'AwaitExpression' ? bare(node.argument) : node;
  return call.type === 'CallExpression' && textOf(file, call.callee) === calleeText;
}

/** Honest but blunt: hides an answer of the wrong shape, so it comes last. */
function onlyLists(value: Node, file: ParsedFile): FixCandidate | null {
  if (!isRepeatable(value)) return null;
  const text = textOf(file, value);
  return candidateOf({
    origin: 'not-a-function/only-lists',
    title: `Treat ${code(text)} as empty when it is no list`,
    description: 'Whatever is no list counts as an empty one.',
    prior: 0.2,
    file,
    edit: (edit) => {
      edit.update(value.start, value.end, `(Array.isArray(${text}) ? ${text} : [])`);
    },
  });
}
