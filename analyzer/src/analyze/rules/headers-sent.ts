import type { Node } from 'oxc-parser';
import { ANALYZE_LIMITS } from '../limits.ts';
import { nodeOnLine } from '../locate/node-on-line.ts';
import type { Rule } from '../rule.ts';
import { bare, isMember, propertyName, rootName } from '../syntax/expressions.ts';
import { positionOf, textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { enclosingFunction, listedStatement, walkOwn } from '../syntax/walk.ts';
import { candidateOf, rankCandidates } from '../templates/candidate.ts';
import { citeLine, code, placeOf } from '../words.ts';
import { findingFromEvent } from './finding-from-event.ts';
import { plainFinding } from './plain-finding.ts';

type CallNode = Extract<Node, { type: 'CallExpression' }>;
const SENDS = new Set([
  'send',
  'json',
  'end',
  'redirect',
  'render',
  'sendFile',
  'sendStatus',
  'writeHead',
  'setHeader',
  'status',
]);

export const headersSent: Rule = {
  id: 'headers-sent',
  title: 'An answer that is sent twice',
  cure: '`return` with the first answer, where the code goes on after it',
  matches: ({ message, type }) =>
    /ERR_HTTP_HEADERS_SENT|Cannot (?:set|write) headers after they are sent|Can't set headers after they are sent|Reply was already sent/.test(
      `${type} ${message}`,
    ),
  diagnose: async (given, context) => {
    for (const frame of context.frames.slice(0, 3)) {
      const file = await context.sources.parsed(frame.path);
      if (file === null) continue;
      const second = nodeOnLine(file, frame, isSend);
      const first = second === null ? null : firstSend(file, second.node);
      if (second === null || first === null) continue;
      const at = positionOf(file, second.node.start);
      return plainFinding({
        cause: `${file.path}:${at.line} answers again with ${code(textOf(file, second.node))}: the code goes on after the answer at ${placeOf(file, first)}.`,
        location: {
          path: file.path,
          ...positionOf(file, first.start),
          expression: textOf(file, first).slice(0, 200),
        },
        certainty: 'line',
        originKnown: true,
        evidence: [
          citeLine(file, first, 'The first answer is sent here.'),
          citeLine(file, second.node, 'The second answer is sent here.'),
        ],
        candidates: rankCandidates([returnWith(file, first)], ANALYZE_LIMITS.candidatesMax),
        prevention: ['Return with every answer, also in early branches.'],
      });
    }
    return findingFromEvent(given, context, {
      cause: 'An answer is sent although one was sent before',
      advice: 'Return after the first answer of a branch.',
    });
  },
};

function isSend(node: Node): node is CallNode {
  if (node.type !== 'CallExpression') return false;
  const callee = bare(node.callee);
  if (!isMember(callee) || !SENDS.has(propertyName(callee) ?? '')) return false;
  return /^(?:res|response|reply|ctx|context)$/.test(rootName(callee) ?? '');
}

/** The last answer above, inside a branch that does not leave. */
function firstSend(file: ParsedFile, second: Node): Node | null {
  const owner = enclosingFunction(second) ?? file.program;
  let found: Node | null = null;
  walkOwn(owner, (node) => {
    if (node.end > second.start || !isSend(node)) return;
    const statement =
      listedStatement(node) ?? (node.parent?.type === 'ExpressionStatement' ? node.parent : null);
    if (statement?.type === 'ExpressionStatement') found = statement;
    else if (node.parent?.type === 'ExpressionStatement') found = node.parent;
  });
  return found;
}

function returnWith(file: ParsedFile, statement: Node) {
  return candidateOf({
    origin: 'headers-sent/return',
    title: 'Return with the first answer',
    description: 'Nothing below may answer again.',
    prior: 0.65,
    file,
    edit: (text) => {
      text.appendLeft(statement.start, 'return ');
    },
  });
}
