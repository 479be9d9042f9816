import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { isMember, isWritten } from '../syntax/expressions.ts';
import { indentAt } from '../syntax/file-style.ts';
import { allowsDefaults } from '../syntax/language-level.ts';
import { walk, type FunctionNode } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import type { NullishContext } from './nullish-context.ts';

/** A name that says that each of its parts may be left out. */
const OPTIONAL_NAME = /(?:opt(?:ion)?s?|conf(?:ig)?|settings|args|params|props|flags|overrides|extras?)$/i;
const NAMED_PRIOR = 0.5;
const UNNAMED_PRIOR = 0.19;

/** A bag of options that was left out is one without options: `function run(options = {})`. */
export function optionsDefault({ access, origin, message, style }: NullishContext): FixCandidate | null {
  const { file, receiver } = access;
  const { parameter } = origin;
  if (parameter === null || parameter.keys.length > 0 || parameter.defaultValue !== null) return null;
  if (receiver?.type !== 'Identifier' || receiver.name !== parameter.name) return null;
  const { owner, name, identifier } = parameter;
  if (!isBag(owner, name)) return null;
  const first = owner.body?.type === 'BlockStatement' ? owner.body.body[0] : undefined;
  // What was passed on purpose is no left-out argument.
  if (message.value === 'null') return null;
  const inHead = allowsDefaults(file);
  if (!inHead && first === undefined) return null;
  return candidateOf({
    origin: 'nullish/options-default',
    title: `Give ${code(name)} the default ${code('{}')}`,
    description: `Only parts of ${code(name)} are read, and each of them can be missing; so can all of them.`,
    prior: OPTIONAL_NAME.test(name) ? NAMED_PRIOR : UNNAMED_PRIOR,
    file,
    edit: (text) => {
      if (inHead) text.appendRight(identifier.end, ' = {}');
      else if (first !== undefined)
        text.appendLeft(
          first.start,
          `if (${name} === undefined) ${name} = {}${style.end}${style.newline}${indentAt(file, first.start)}`,
        );
    },
  });
}

/** At least two of its members are read, nothing is read from or called on those, and else it is only handed on whole. */
function isBag(owner: FunctionNode, name: string): boolean {
  const uses: Node[] = [];
  if (owner.body === null) return false;
  walk(owner.body, (node) => {
    if (node.type !== 'Identifier' || node.name !== name || isPropertyName(node)) return;
    if (node.parent?.type !== 'VariableDeclarator' || node.parent.id !== node) uses.push(node);
  });
  const reads = uses.filter(isPlainRead);
  return reads.length >= 2 && uses.every((use) => reads.includes(use) || isHandedOn(use));
}

function isHandedOn(use: Node): boolean {
  return use.parent?.type === 'CallExpression' && use.parent.callee !== use;
}

function isPropertyName({ parent, ...node }: Node): boolean {
  if (parent?.type === 'MemberExpression') return parent.property.start === node.start && !parent.computed;
  return parent?.type === 'Property' && parent.key.start === node.start && !parent.shorthand;
}

function isPlainRead(use: Node): boolean {
  const member = use.parent;
  if (member === undefined || member === null || !isMember(member) || member.object !== use) return false;
  const { parent } = member;
  if (isWritten(member) || parent === undefined || parent === null) return false;
  if (isMember(parent) && parent.object === member) return false;
  return !(parent.type === 'CallExpression' && parent.callee === member) && parent.type !== 'SpreadElement';
}
