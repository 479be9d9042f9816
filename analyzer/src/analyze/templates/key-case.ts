import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember } from '../syntax/expressions.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { keyName } from '../syntax/patterns.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';

/** `RATES[country]` with keys that are all in capitals: the key is put into capitals too. */
export function keyCase(receiver: Node, file: ParsedFile): FixCandidate | null {
  const read = lookupBehind(bare(receiver));
  if (read?.type !== 'MemberExpression' || !read.computed) return null;
  const key = bare(read.property);
  const table = tableOf(bare(read.object));
  if (table === null || key.type === 'Literal' || key.type === 'CallExpression') return null;
  const keys = table.map((name) => name.replaceAll(/[^A-Za-z]/g, ''));
  if (keys.length < 2 || keys.some((name) => name === '')) return null;
  const isUpper = keys.every((name) => name === name.toUpperCase());
  const isLower = keys.every((name) => name === name.toLowerCase());
  if (isUpper === isLower || (isLower && !table.some((name) => name.includes('-')))) return null;
  const method = isUpper ? 'toUpperCase' : 'toLowerCase';
  return candidateOf({
    origin: 'nullish/key-case',
    title: `Look ${code(textOf(file, key))} up in ${isUpper ? 'capitals' : 'small letters'}`,
    description: `All keys of ${code(textOf(file, read.object))} are written so.`,
    // Seldom the reason, and a guard is right more often.
    prior: 0.08,
    file,
    edit: (text) => {
      text.appendLeft(read.property.end, `.${method}()`);
    },
  });
}

function lookupBehind(node: Node): Node | null {
  if (isMember(node)) return node;
  const binding = node.type === 'Identifier' ? resolveBinding(node.name, node) : null;
  if (binding?.kind !== 'variable' || binding.init === null || binding.keys.length > 0) return null;
  return bare(binding.init);
}

/** Names of a constant object that is written down. */
function tableOf(node: Node): string[] | null {
  const binding = node.type === 'Identifier' ? resolveBinding(node.name, node) : null;
  if (binding?.kind !== 'variable' || binding.declarationKind !== 'const' || binding.init === null)
    return null;
  const made = bare(binding.init);
  if (made.type !== 'ObjectExpression' || binding.keys.length > 0) return null;
  const names = made.properties.map((property) =>
    property.type === 'Property' && !property.computed ? keyName(property.key, false) : '',
  );
  return names.includes('') ? null : names;
}
