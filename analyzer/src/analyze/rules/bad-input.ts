import type { Node } from 'oxc-parser';
import type { RepositoryFrame } from '../../evidence/case.ts';
import type { FixCandidate } from '../diagnosis.ts';
import { ANALYZE_LIMITS } from '../limits.ts';
import { nodeOnLine } from '../locate/node-on-line.ts';
import { originOf } from '../locate/origin.ts';
import type { Finding, Rule, RuleContext } from '../rule.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import { positionOf, textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { rankCandidates } from '../templates/candidate.ts';
import { initialValue, leaveWhenEmpty } from '../templates/initial-value.ts';
import { checkDate, clampArgument, escapePattern, plainNumbers } from '../templates/input-templates.ts';
import { otherWayRound } from '../templates/other-way-round.ts';
import { citeLine, code, codeOf } from '../words.ts';
import { findingFromEvent } from './finding-from-event.ts';
import { plainFinding } from './plain-finding.ts';

type CallNode = Extract<Node, { type: 'CallExpression' | 'NewExpression' }>;

/** One built-in that refuses some of the values it may be given. */
type Refusal = {
  readonly id: string;
  readonly title: string;
  readonly cure: string;
  readonly pattern: RegExp;
  readonly accepts: (name: string, node: CallNode) => boolean;
  /** The argument or receiver that was refused. */
  readonly refused: (node: CallNode) => Node | null;
  readonly cause: string;
  readonly templates: (file: ParsedFile, node: CallNode) => (FixCandidate | null)[];
};

const firstArgument = (node: CallNode): Node | null => node.arguments[0] ?? null;

const REFUSALS: readonly Refusal[] = [
  {
    id: 'out-of-range',
    title: 'A number outside of what a built-in accepts',
    cure: 'The number is clamped to what the call accepts, or a difference is taken the other way round',
    pattern:
      /Invalid array length|Invalid count value|(?:toFixed|toPrecision|toString)\(\) (?:digits|argument|radix)|argument must be between|Invalid string length|precision .{0,40} out of range|repeat count must be/,
    accepts: (name, node) =>
      ['repeat', 'toFixed', 'toPrecision', 'toString', 'padStart', 'padEnd', 'alloc'].includes(name) ||
      (name === 'Array' && node.arguments.length === 1),
    refused: firstArgument,
    cause: 'is given a number it does not accept',
    templates: (file, node) => [otherWayRound(file, node), clampArgument(file, node)],
  },
  {
    id: 'empty-list',
    title: 'An empty list reduced to one value',
    cure: 'A value to start from, where the callback shows it; else an early return',
    pattern: /reduce of empty array with no initial value/i,
    accepts: (name, node) => /^reduce(?:Right)?$/.test(name) && node.arguments.length === 1,
    refused: (node) => {
      const callee = bare(node.callee);
      return isMember(callee) ? callee.object : null;
    },
    cause: 'reduces an empty list without a value to start from',
    templates: (file, node) => [initialValue(file, node), leaveWhenEmpty(file, node)],
  },
  {
    id: 'bad-date',
    title: 'A date that is none',
    cure: 'The function gives its own "nothing" when the date is invalid',
    pattern: /Invalid time value|date value is not finite|Invalid date\b/i,
    accepts: (name) => ['toISOString', 'format', 'formatToParts', 'toJSON'].includes(name),
    refused: (node) => {
      const callee = bare(node.callee);
      if (!isMember(callee)) return null;
      return propertyName(callee) === 'toISOString' || propertyName(callee) === 'toJSON'
        ? callee.object
        : firstArgument(node);
    },
    cause: 'is given a date that is none',
    templates: (file, node) => [checkDate(file, node)],
  },
  {
    id: 'bad-regex',
    title: 'Text used as a regular expression',
    cure: 'Special characters of the text are escaped',
    pattern: /^(?:SyntaxError: )?Invalid regular expression/,
    accepts: (name) => name === 'RegExp' || name === 'match' || name === 'search',
    refused: firstArgument,
    cause: 'reads text as a regular expression, and the text is none',
    templates: (file, node) => [escapePattern(file, node)],
  },
  {
    id: 'json-write',
    title: 'A value that JSON cannot hold',
    cure: 'Large integers are written as text; a circular value needs a choice of fields',
    pattern:
      /Converting circular structure to JSON|cyclic object value|Do not know how to serialize a BigInt|JSON\.stringify cannot serialize (?:BigInt|cyclic)/,
    accepts: (name) => name === 'stringify' || name === 'json' || name === 'send',
    refused: firstArgument,
    cause: 'writes a value as JSON that JSON cannot hold',
    templates: (file, node) => [plainNumbers(file, node)],
  },
];

export const INPUT_RULES: readonly Rule[] = REFUSALS.map((refusal) => ({
  id: refusal.id,
  title: refusal.title,
  cure: refusal.cure,
  matches: (error) => refusal.pattern.test(error.message.split('\n', 1)[0] ?? ''),
  diagnose: async (given, context) => {
    for (const frame of context.frames.slice(0, 2)) {
      const file = await context.sources.parsed(frame.path);
      const found = file === null ? null : await findingAt(file, frame, { refusal, context });
      if (found !== null) return found;
    }
    return findingFromEvent(given, context, {
      cause: `A built-in function ${refusal.cause}`,
      advice: 'Look at where the value comes from, and check it there.',
    });
  },
}));

async function findingAt(
  file: ParsedFile,
  frame: RepositoryFrame,
  { refusal, context }: { refusal: Refusal; context: RuleContext },
): Promise<Finding | null> {
  const isRefusing = (node: Node): node is CallNode =>
    (node.type === 'CallExpression' || node.type === 'NewExpression') &&
    refusal.accepts(calledName(node), node);
  const found = nodeOnLine(file, frame, isRefusing);
  if (found === null) return null;
  const value = refusal.refused(found.node);
  const origin = value === null ? null : await originOf(value, file, context.sources);
  const at = positionOf(file, found.node.start);
  const from = value === null ? '' : ` The value is ${codeOf(file, value)}.`;
  return plainFinding({
    cause: `${file.path}:${at.line} ${refusal.cause}: ${code(textOf(file, found.node))}.${from}`,
    location: { path: file.path, ...at, expression: textOf(file, found.node).slice(0, 200) },
    certainty: found.exact && frame.contextMatches ? 'expression' : 'line',
    originKnown: origin !== null && origin.evidence.length > 0,
    evidence: [citeLine(file, found.node, 'The call that refused is here.')],
    candidates: rankCandidates(refusal.templates(file, found.node), ANALYZE_LIMITS.candidatesMax),
    prevention: ['Check values from outside where they enter, and say what happens with those out of range.'],
  });
}

function calledName(node: CallNode): string {
  const callee = bare(node.callee);
  if (callee.type === 'Identifier') return callee.name;
  return isMember(callee) ? (propertyName(callee) ?? '') : '';
}
