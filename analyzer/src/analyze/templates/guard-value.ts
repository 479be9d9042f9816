import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { chainTop } from '../syntax/expressions.ts';
import { textOf } from '../syntax/parse-source.ts';
import { isReadBelow } from '../syntax/read-below.ts';
import { ancestorsOf, isFunction } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { missingTest, presentTest, type NullishContext } from './nullish-context.ts';

const PRIOR = 0.2;
/** What is read from the result below would only crash there. */
const READ_BELOW_PENALTY = 0.15;

/** `const label = format(user.team.name)` -> `user.team && format(user.team.name)`: no result without what it is made of. */
export function guardValue(context: NullishContext): FixCandidate | null {
  const { access, receiverText } = context;
  const { file, node } = access;
  const whole = receiverText === null ? null : wholeValue(node);
  if (receiverText === null || whole === null || whole === chainTop(node)) return null;
  const { parent } = whole;
  const isUsed = parent?.type === 'VariableDeclarator' && isReadBelow(parent, file);
  const present = presentTest(missingTest(context, receiverText), receiverText);
  return candidateOf({
    origin: 'nullish/guard-value',
    title: `Make ${code(textOf(file, whole))} only with ${code(receiverText)}`,
    description: 'Without it there is no result either.',
    prior: PRIOR - (isUsed ? READ_BELOW_PENALTY : 0),
    file,
    edit: (text) => {
      const wrap = !['CallExpression', 'MemberExpression', 'NewExpression', 'TemplateLiteral'].includes(
        whole.type,
      );
      text.appendLeft(whole.start, `${present} && ${wrap ? '(' : ''}`);
      text.appendRight(whole.end, wrap ? ')' : '');
    },
  });
}

/** The value that is kept, set or given by an arrow function, in which an access stands. */
function wholeValue(access: Node): Node | null {
  let at = access;
  for (const parent of ancestorsOf(access)) {
    if (parent.type === 'VariableDeclarator') return parent.init === at ? at : null;
    if (parent.type === 'AssignmentExpression')
      return parent.right === at && parent.operator === '=' ? at : null;
    if (parent.type === 'ArrowFunctionExpression' && parent.body === at) return at;
    if (isFunction(parent) || parent.type.endsWith('Statement')) return null;
    at = parent;
  }
  return null;
}
