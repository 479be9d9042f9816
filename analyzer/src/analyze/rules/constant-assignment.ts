import type { Node } from 'oxc-parser';
import { ANALYZE_LIMITS } from '../limits.ts';
import { nodeOnLine } from '../locate/node-on-line.ts';
import type { Rule } from '../rule.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { positionOf, textOf } from '../syntax/parse-source.ts';
import { candidateOf, rankCandidates } from '../templates/candidate.ts';
import { citeLine, code, placeOf } from '../words.ts';
import { findingFromEvent } from './finding-from-event.ts';
import { plainFinding } from './plain-finding.ts';

type Write = Extract<Node, { type: 'AssignmentExpression' | 'UpdateExpression' }>;

export const constantAssignment: Rule = {
  id: 'constant-assignment',
  title: 'A constant that is assigned again',
  cure: '`let` where the name is declared',
  matches: ({ message }) =>
    /Assignment to constant variable|invalid assignment to const|Attempted to assign to readonly property/.test(
      message,
    ),
  diagnose: async (given, context) => {
    const [frame] = context.frames;
    const file = frame === undefined ? null : await context.sources.parsed(frame.path);
    const isWrite = (node: Node): node is Write => constantOf(node) !== null;
    const found = frame === undefined || file === null ? null : nodeOnLine(file, frame, isWrite);
    const binding = found === null ? null : constantOf(found.node);
    if (found === null || file === null || binding === null)
      return findingFromEvent(given, context, {
        cause: 'A constant is assigned again',
        advice: 'Declare it with `let`, or give the new value a name of its own.',
      });
    const at = positionOf(file, found.node.start);
    const { declaration } = binding;
    return plainFinding({
      cause: `${file.path}:${at.line} assigns ${code(binding.name)} again, which is declared as a constant at ${placeOf(file, declaration)}.`,
      location: { path: file.path, ...at, expression: textOf(file, found.node).slice(0, 200) },
      certainty: found.exact && frame?.contextMatches === true ? 'expression' : 'line',
      originKnown: true,
      evidence: [
        citeLine(file, found.node, 'The constant is assigned here.'),
        citeLine(file, declaration, 'It is declared as a constant here.'),
      ],
      candidates: rankCandidates(
        [
          candidateOf({
            origin: 'constant-assignment/let',
            title: `Declare ${code(binding.name)} with ${code('let')}`,
            description: 'The code below means to change it.',
            prior: 0.75,
            file,
            edit: (text) => {
              text.update(declaration.start, declaration.start + 'const'.length, 'let');
            },
          }),
        ],
        ANALYZE_LIMITS.candidatesMax,
      ),
      prevention: ['Turn on `no-const-assign` in the linter.'],
    });
  },
};

function constantOf(node: Node): { name: string; declaration: Node } | null {
  const target =
    node.type === 'AssignmentExpression'
      ? node.left
      : node.type === 'UpdateExpression'
        ? node.argument
        : null;
  if (target?.type !== 'Identifier') return null;
  const binding = resolveBinding(target.name, target);
  if (binding?.kind !== 'variable' || binding.declarationKind !== 'const') return null;
  const declaration = binding.declarator.parent;
  return declaration?.type === 'VariableDeclaration' ? { name: target.name, declaration } : null;
}
