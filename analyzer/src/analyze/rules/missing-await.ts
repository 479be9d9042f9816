import type { Node } from 'oxc-parser';
import type { RepositoryFrame } from '../../evidence/case.ts';
import { callerArgument } from '../locate/caller-argument.ts';
import { findAccess } from '../locate/find-access.ts';
import { findCall, findIterated } from '../locate/find-call.ts';
import { isPromiseMethod, promiseOriginOf, type PromiseOrigin } from '../locate/promise-origin.ts';
import { parseNotAFunctionMessage } from '../messages/not-a-function-message.ts';
import { parseNullishMessage } from '../messages/nullish-message.ts';
import type { Finding, Rule, RuleContext } from '../rule.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import { positionOf, textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { rankCandidates } from '../templates/candidate.ts';
import { insertAwait } from '../templates/insert-await.ts';
import { citeLine, code, codeOf, placeOf } from '../words.ts';

/** A use that failed, and the value that would have to be there. */
type Use = { readonly file: ParsedFile; readonly node: Node; readonly value: Node; readonly exact: boolean };

export const missingAwait: Rule = {
  id: 'missing-await',
  title: 'A promise used as if it were its value',
  cure: '`await` before the call; the function around it becomes `async` when it is not',
  matches: (error) =>
    parseNotAFunctionMessage(error.message) !== null || parseNullishMessage(error.message) !== null,
  diagnose: async (_given, context) => {
    const [frame] = context.frames;
    const file = frame === undefined ? null : await context.sources.parsed(frame.path);
    if (frame === undefined || file === null) return null;
    for (const use of usesAt(file, frame, context)) {
      const origin = await promiseOriginOf(use.value, file, context.sources);
      if (origin !== null) return findingOf(use, { ...origin, file }, frame);
      const passed = await passedPromise(use.value, frame, context);
      if (passed !== null) return findingOf(use, passed, frame);
    }
    return null;
  },
};

function usesAt(file: ParsedFile, frame: RepositoryFrame, { error }: RuleContext): Use[] {
  const called = parseNotAFunctionMessage(error.message);
  if (called?.kind === 'iterable') {
    const found = findIterated(file, called.callee, frame);
    return found === null ? [] : [{ file, node: found.node, value: found.node, exact: found.exact }];
  }
  if (called !== null) {
    const found = findCall(file, called.callee, frame);
    const callee = found === null ? null : bare(found.call.callee);
    if (found === null || callee === null || !isMember(callee) || isPromiseMethod(propertyName(callee)))
      return [];
    return [{ file, node: callee, value: callee.object, exact: found.exact }];
  }
  const message = parseNullishMessage(error.message);
  const access = message === null ? null : findAccess(file, message, frame);
  // `orders.items.length` fails at `length`; the promise is `orders`, one member further in.
  const receiver = access?.receiver ?? null;
  if (access === null || receiver === null || !isMember(receiver)) return [];
  return [{ file, node: access.node, value: receiver.object, exact: access.exact }];
}

type FoundPromise = PromiseOrigin & { readonly file: ParsedFile };

/** A parameter for which the caller passed the promise on. */
async function passedPromise(
  value: Node,
  frame: RepositoryFrame,
  context: RuleContext,
): Promise<FoundPromise | null> {
  const name = bare(value);
  const binding = name.type === 'Identifier' ? resolveBinding(name.name, name) : null;
  if (binding?.kind !== 'parameter') return null;
  const passed = await callerArgument(binding, frame, context);
  if (passed === null || passed.value === null) return null;
  const origin = await promiseOriginOf(passed.value, passed.file, context.sources);
  return origin === null ? null : { ...origin, file: passed.file };
}

function findingOf({ file, node, value, exact }: Use, origin: FoundPromise, frame: RepositoryFrame): Finding {
  const at = positionOf(file, isMember(node) ? node.property.start : node.start);
  const { declared } = origin;
  const why =
    declared === null
      ? `${codeOf(origin.file, origin.call)} (${placeOf(origin.file, origin.call)}) gives a promise`
      : `${codeOf(origin.file, origin.call)} (${placeOf(origin.file, origin.call)}) calls an asynchronous function (${placeOf(declared.file, declared.node)})`;
  return {
    classification: 'code_fix',
    noCodeFixReason: null,
    cause: `${file.path}:${at.line} uses ${code(textOf(file, value))} as a value, but it is a promise. ${why}, and nothing waits for it.`,
    location: { path: file.path, ...at, expression: textOf(file, node).slice(0, 200) },
    certainty: exact && frame.contextMatches ? 'expression' : 'line',
    originKnown: true,
    evidence: [
      citeLine(
        file,
        { start: isMember(node) ? node.property.start : node.start },
        'The promise is used as a value here.',
      ),
      citeLine(origin.file, origin.call, 'The call is not awaited.'),
      ...(declared === null
        ? []
        : [citeLine(declared.file, declared.node, 'The called function is asynchronous.')]),
    ],
    candidates: rankCandidates([insertAwait(origin.file, origin.call)], 1),
    advice: [],
    prevention: [
      'Turn on `no-floating-promises` and `no-misused-promises` in the linter; both need types.',
      'Name functions that give promises so that it shows, or let TypeScript check their results.',
    ],
  };
}
