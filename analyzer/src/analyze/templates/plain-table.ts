import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, isRepeatable, sameText } from '../syntax/expressions.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { walk } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';

/** What an empty table gives can only come from its prototype when it is not of the kind the code puts in. */
const EMPTY_PRIOR = 0.5;
const PRIOR = 0.22;

type TableNode = Extract<Node, { type: 'ObjectExpression' }>;

/**
 * `counts[word].push(x)` where `counts` is `{}` and the word is `constructor`: the table gets no prototype, so that only
 * what was put in is found.
 */
export function plainTable(value: Node, file: ParsedFile): FixCandidate | null {
  const entry = entryOf(value);
  const table = entry === null ? null : literalOf(entry.object, file);
  if (entry === null || table === null) return null;
  const isEmpty = table.properties.length === 0;
  const name = code(textOf(file, entry.object));
  return candidateOf({
    origin: 'not-a-function/plain-table',
    title: `Let ${name} find only what was put in`,
    description: `A name like ${code('constructor')} is found in every object that has a prototype.`,
    prior: isEmpty ? EMPTY_PRIOR : PRIOR,
    file,
    edit: (text) => {
      if (isEmpty) text.update(table.start, table.end, 'Object.create(null)');
      else text.appendLeft(table.start + 1, ' __proto__: null,');
    },
  });
}

/** `table[key]`, also through the constant it was put into, with the entry made when there is none. */
function entryOf(value: Node): Extract<Node, { type: 'MemberExpression' }> | null {
  let node = bare(value);
  if (node.type === 'Identifier') {
    const binding = resolveBinding(node.name, node);
    if (binding?.kind !== 'variable' || binding.init === null || binding.keys.length > 0) return null;
    node = bare(binding.init);
  }
  if (node.type === 'LogicalExpression') node = bare(node.left);
  if (!isMember(node) || !node.computed || !isRepeatable(node.object)) return null;
  return ['Literal', 'BinaryExpression'].includes(node.property.type) ? null : node;
}

/** The literal a table is set to, by its declaration or the one assignment of the file. */
function literalOf(table: Node, file: ParsedFile): TableNode | null {
  const node = bare(table);
  if (node.type === 'Identifier') {
    const binding = resolveBinding(node.name, node);
    const init = binding?.kind === 'variable' && binding.keys.length === 0 ? binding.init : null;
    return init === null ? null : asTable(init);
  }
  const wanted = textOf(file, node);
  const found: (TableNode | null)[] = [];
  walk(file.program, (one) => {
    if (one.type === 'AssignmentExpression' && sameText(textOf(file, one.left), wanted))
      found.push(asTable(one.right));
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

function asTable(value: Node): TableNode | null {
  const node = bare(value);
  return node.type === 'ObjectExpression' ? node : null;
}
