import type { Case, RepositoryFrame } from '../../evidence/case.ts';
import { ANALYZE_LIMITS } from '../limits.ts';
import { explainCallee, type CalleeCause } from '../locate/callee-cause.ts';
import { findCall, findIterated } from '../locate/find-call.ts';
import { parseNotAFunctionMessage, type NotAFunctionMessage } from '../messages/not-a-function-message.ts';
import type { Finding, Rule, RuleContext } from '../rule.ts';
import { bare, isMember } from '../syntax/expressions.ts';
import { allowsOptionalChaining } from '../syntax/language-level.ts';
import { positionOf, textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { rankCandidates } from '../templates/candidate.ts';
import { calleeTemplates } from '../templates/callee-templates.ts';
import { iteratedTemplates } from '../templates/iterated-templates.ts';
import { citeLine, code } from '../words.ts';
import { findingFromEvent } from './finding-from-event.ts';
import { swappedCall } from './swapped-call.ts';

export const notAFunction: Rule = {
  id: 'not-a-function',
  title: 'Call of something that is no function, or iteration of something that is no list',
  cure: 'Optional call of a left-out callback, unwrapping or checking of the list, a table without a prototype, or the right import name',
  matches: (error) => parseNotAFunctionMessage(error.message) !== null,
  diagnose: async (given, context) => {
    const message = parseNotAFunctionMessage(context.error.message);
    const [frame] = context.frames;
    if (message === null) return null;
    const file = frame === undefined ? null : await context.sources.parsed(frame.path);
    const found =
      frame === undefined || file === null
        ? null
        : message.kind === 'iterable'
          ? await iteratedFinding(file, message, frame, context)
          : await calleeFinding(file, message, frame, context);
    return found ?? fromEvent(given, message, context);
  },
};

async function calleeFinding(
  file: ParsedFile,
  message: NotAFunctionMessage,
  frame: RepositoryFrame,
  context: RuleContext,
): Promise<Finding | null> {
  const found = findCall(file, message.callee, frame);
  if (found === null) return null;
  const callee = bare(found.call.callee);
  const name = isMember(callee) ? callee.property : callee;
  const cause = await explainCallee(found.call, file, context.sources);
  const swapped = isMember(callee) ? await swappedCall(callee.object, frame, context) : null;
  const manifest = await context.sources.manifestOf(file.path);
  const why = swapped?.sentence ?? cause.sentence;
  const at = positionOf(file, name.start);
  const kind = message.kind === 'constructor' ? 'a class' : 'a function';
  return {
    classification: 'code_fix',
    noCodeFixReason: null,
    cause: `${file.path}:${at.line} calls ${code(textOf(file, callee))}, which is not ${kind} there.${why === '' ? '' : ` ${why}`}`,
    location: swapped?.location ?? {
      path: file.path,
      ...at,
      expression: textOf(file, found.call).slice(0, 200),
    },
    certainty: found.exact && frame.contextMatches ? 'expression' : 'line',
    originKnown: why !== '',
    evidence: [citeLine(file, name, 'The call is here.'), ...(swapped?.evidence ?? cause.evidence)],
    candidates: rankCandidates(
      [
        swapped?.candidate ?? null,
        ...calleeTemplates(found.call, file, cause, allowsOptionalChaining(file, manifest)),
      ],
      ANALYZE_LIMITS.candidatesMax,
    ),
    advice: [],
    prevention: preventionFor(cause),
  };
}

async function iteratedFinding(
  file: ParsedFile,
  message: NotAFunctionMessage,
  frame: RepositoryFrame,
  context: RuleContext,
): Promise<Finding | null> {
  const found = findIterated(file, message.callee, frame);
  if (found === null) return null;
  const { sentence, evidence, candidates } = await iteratedTemplates(found.node, file, context.sources);
  const at = positionOf(file, found.node.start);
  return {
    classification: 'code_fix',
    noCodeFixReason: null,
    cause: `${file.path}:${at.line} goes over ${code(textOf(file, found.node))}, which is no list there.${sentence === '' ? '' : ` ${sentence}`}`,
    location: { path: file.path, ...at, expression: textOf(file, found.node).slice(0, 200) },
    certainty: found.exact && frame.contextMatches ? 'expression' : 'line',
    originKnown: sentence !== '',
    evidence: [citeLine(file, found.node, 'The value is gone over here.'), ...evidence],
    candidates: rankCandidates(candidates, ANALYZE_LIMITS.candidatesMax),
    advice: [],
    prevention: [
      'Check data from outside against a schema where it enters, so that a missing list is found there.',
    ],
  };
}

function preventionFor(cause: CalleeCause): string[] {
  if (cause.kind === 'callback') return ['Call optional callbacks with `?.()`, or give them a default.'];
  if (cause.kind === 'import')
    return ['Let the type checker or the bundler report imports that do not exist.'];
  if (cause.kind === 'list')
    return ['Check answers of other systems against a schema before they are used as lists.'];
  return ['Add a test that runs this call.'];
}

function fromEvent(given: Case, message: NotAFunctionMessage, context: RuleContext): Finding {
  const what = message.callee === null ? 'What is called' : code(message.callee);
  const expected =
    message.kind === 'iterable' ? 'a list' : message.kind === 'constructor' ? 'a class' : 'a function';
  return findingFromEvent(given, context, {
    cause: `${what} is not ${expected}`,
    advice:
      'Look at where the value comes from: a left-out callback, a wrong import, or an answer of another shape.',
  });
}
