import type { Node } from 'oxc-parser';
import type { RepositoryFrame } from '../../evidence/case.ts';
import { ANALYZE_LIMITS } from '../limits.ts';
import { findCall } from '../locate/find-call.ts';
import { originOf } from '../locate/origin.ts';
import type { NullishMessage } from '../messages/nullish-message.ts';
import type { Finding, RuleContext } from '../rule.ts';
import { bare, isRepeatable } from '../syntax/expressions.ts';
import { allowsOptionalChaining } from '../syntax/language-level.ts';
import { positionOf, textOf } from '../syntax/parse-source.ts';
import { rankCandidates } from '../templates/candidate.ts';
import { enclosingGuard } from '../templates/enclosing-guard.ts';
import { guardCondition } from '../templates/guard-condition.ts';
import { leaveEarly } from '../templates/leave-early.ts';
import { nullishContext } from '../templates/nullish-context.ts';
import { citeLine, code, codeOf } from '../words.ts';
import { plainFinding } from './plain-finding.ts';

/** The error was thrown inside a library: our call of it passed what it cannot work with. */
export async function libraryArgument(
  frame: RepositoryFrame,
  message: NullishMessage,
  context: RuleContext,
): Promise<Finding | null> {
  const crash = context.error.exception?.frames.at(-1);
  if (crash === undefined) return null;
  if (message.access !== 'argument') {
    if (crash === frame.frame || crash.in_app) return null;
    if (!/(?:^|\/)node_modules\//.test(crash.abs_path ?? crash.filename ?? '')) return null;
  }
  const file = await context.sources.parsed(frame.path);
  const found = file === null ? null : findCall(file, null, frame);
  if (file === null || found === null) return null;
  const passed = found.call.arguments.filter(
    (argument) => argument.type !== 'SpreadElement' && mayBeMissing(argument),
  );
  const [value] = passed;
  if (value === undefined) return null;
  const origin = await originOf(value, file, context.sources);
  const manifest = await context.sources.manifestOf(file.path);
  const access = { file, node: found.call, receiver: bare(value), property: null, exact: found.exact };
  const shape = nullishContext(access, message, origin, allowsOptionalChaining(file, manifest));
  const at = positionOf(file, found.call.start);
  const library = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(crash.abs_path ?? crash.filename ?? '')?.[1];
  const whose =
    library === undefined
      ? message.access === 'argument'
        ? 'A function of Node.js'
        : 'a library'
      : code(library);
  return plainFinding({
    cause:
      `${whose} failed in the call ${code(textOf(file, found.call))} at ${file.path}:${at.line}: it was given ${message.value ?? 'nothing'}, most likely as ${codeOf(file, value)}. ${origin.sentence}`.trim(),
    location: { path: file.path, ...at, expression: textOf(file, found.call).slice(0, 200) },
    certainty: passed.length === 1 ? 'line' : 'class',
    originKnown: passed.length === 1 && origin.sentence !== '',
    evidence: [citeLine(file, found.call, 'The library is called here.'), ...origin.evidence],
    candidates: rankCandidates(
      [guardCondition(shape), enclosingGuard(shape), leaveEarly(shape)],
      ANALYZE_LIMITS.candidatesMax,
    ),
    prevention: ['Check values from outside before they are handed to a library.'],
  });
}

function mayBeMissing(argument: Node): boolean {
  const node = bare(argument);
  return (node.type === 'Identifier' || node.type === 'MemberExpression') && isRepeatable(node);
}
