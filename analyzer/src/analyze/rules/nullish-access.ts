import type { Evidence } from '@bugsage/core';
import type { Case, RepositoryFrame } from '../../evidence/case.ts';
import { sentValue } from '../../evidence/sent-values.ts';
import type { FixCandidate } from '../diagnosis.ts';
import { ANALYZE_LIMITS } from '../limits.ts';
import { callSitesOf } from '../locate/call-sites.ts';
import { callerArgument, type CallerArgument } from '../locate/caller-argument.ts';
import { callersOf, type HandedOn } from '../locate/callers.ts';
import { callerGuards, callerToBlame, locationOfCall } from './blame-caller.ts';
import { findAccess, type Access } from '../locate/find-access.ts';
import { neverPresent, type NeverPresent } from '../locate/never-present.ts';
import { originOf, plainNameOf, type Origin } from '../locate/origin.ts';
import { parseNullishMessage, type NullishMessage } from '../messages/nullish-message.ts';
import type { Finding, Rule, RuleContext } from '../rule.ts';
import { isMember, rootName } from '../syntax/expressions.ts';
import { allowsOptionalChaining } from '../syntax/language-level.ts';
import { positionOf, textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { andNext } from '../templates/and-next.ts';
import { rankCandidates } from '../templates/candidate.ts';
import { exitAbove } from '../templates/extend-exit.ts';
import { keyCase } from '../templates/key-case.ts';
import { nullishContext, type NullishContext } from '../templates/nullish-context.ts';
import { NULLISH_TEMPLATES } from '../templates/nullish-templates.ts';
import { returnForCaller } from '../templates/return-for-caller.ts';
import { citeEvent, citeLine, code, codeOf, placeOf } from '../words.ts';
import { findingFromEvent } from './finding-from-event.ts';
import { libraryArgument } from './library-argument.ts';
import { advice, plainFinding } from './plain-finding.ts';
import { swappedCall } from './swapped-call.ts';

export const nullishAccess: Rule = {
  id: 'nullish-access',
  title: 'Use of undefined or null as if it were a value',
  cure: 'A guard where the value is read, in the style of the file, or a default where it comes from',
  matches: (error) => !['argument', undefined].includes(parseNullishMessage(error.message)?.access),
  diagnose: async (given, context) => {
    const message = parseNullishMessage(context.error.message);
    if (message === null) return null;
    const [first] = context.frames;
    const handedOn = first === undefined ? null : await libraryArgument(first, message, context);
    if (handedOn !== null) return handedOn;
    for (const frame of context.frames.slice(0, 3)) {
      const finding = await findingAt(frame, message, { ...context, given });
      if (finding !== null) return finding;
    }
    return fromEvent(given, message, context);
  },
};

async function findingAt(
  frame: RepositoryFrame,
  message: NullishMessage,
  context: RuleContext & { readonly given: Case },
): Promise<Finding | null> {
  const file = await context.sources.parsed(frame.path);
  const access = file === null ? null : findAccess(file, message, frame);
  if (access === null) return null;
  const never =
    access.receiver === null ? null : await neverPresent(access.receiver, access.file, context.sources);
  if (never !== null) return neverFinding(access, message, frame, never);
  const { origin, passed } = await originAt(access, frame, context);
  const callers =
    access.receiver === null ? [] : await callersOf(access.receiver, access.file, frame, context);
  const blamed = callerToBlame(callers, frame, context);
  const swapped = access.receiver === null ? null : await swappedCall(access.receiver, frame, context);
  const manifest = await context.sources.manifestOf(access.file.path);
  const shape = nullishContext(access, message, origin, allowsOptionalChaining(access.file, manifest));
  const candidates = candidatesAt(shape, [
    swapped?.candidate ?? null,
    ...callerGuards(callers, shape, blamed),
    returnForCaller(shape, callers[0]),
    access.receiver === null ? null : keyCase(access.receiver, access.file),
  ]);
  const at = positionOf(access.file, lineOffset(access));
  return {
    classification: 'code_fix',
    noCodeFixReason: null,
    cause: [causeSentence(access, message, at.line), swapped?.sentence ?? origin.sentence]
      .filter((one) => one !== '')
      .join(' '),
    location: swapped?.location ?? placeToChange(shape, at, blamed, candidates[0]),
    certainty: access.exact && frame.contextMatches ? 'expression' : 'line',
    // Which caller passed nothing is not known then, only that one did.
    originKnown: origin.sentence !== '' && (origin.kind !== 'parameter' || passed !== null),
    evidence: [
      citeLine(access.file, { start: lineOffset(access) }, 'The value is used here.'),
      ...witness(context.given, access, frame),
      ...(swapped?.evidence ?? origin.evidence),
    ],
    candidates,
    advice: [],
    prevention: preventionFor(origin),
  };
}

/** Those of the crash among those of its callers, and the best of the crash with what crashes next. */
function candidatesAt(shape: NullishContext, ofCallers: readonly (FixCandidate | null)[]): FixCandidate[] {
  const own = NULLISH_TEMPLATES.map((template) => template(shape));
  const [first] = rankCandidates(own, 1);
  return rankCandidates([...ofCallers, ...own, andNext(first, shape)], ANALYZE_LIMITS.candidatesMax);
}

/** A value that no run can give is no case for a guard. */
function neverFinding(
  access: Access,
  message: NullishMessage,
  frame: RepositoryFrame,
  never: NeverPresent,
): Finding {
  const { line } = positionOf(access.file, lineOffset(access));
  const { file, node } = never.place;
  return plainFinding({
    cause: `${causeSentence(access, message, line)} ${never.sentence}`,
    location: {
      path: file.path,
      ...positionOf(file, node.start),
      expression: textOf(file, node).slice(0, 200),
    },
    certainty: access.exact && frame.contextMatches ? 'expression' : 'line',
    originKnown: true,
    evidence: [
      citeLine(access.file, { start: lineOffset(access) }, 'The value is used here.'),
      ...never.evidence,
    ],
    candidates: rankCandidates(never.candidates, ANALYZE_LIMITS.candidatesMax),
    advice: [
      advice(
        'Do not guard the use',
        'The value is never there, so a check would only hide that the result is missing.',
      ),
    ],
    prevention: ['Let the type checker compare what is returned with what is used.'],
  });
}

/** Where people would change the code: the caller, the check above that lets the value through, or the use itself. */
function placeToChange(
  { access, statement }: NullishContext,
  at: { line: number; column: number },
  blamed: HandedOn | null,
  best: FixCandidate | undefined,
): Finding['location'] {
  const { file, receiver, node } = access;
  if (blamed !== null) return locationOfCall(blamed);
  const exit =
    best?.origin === 'nullish/extend-exit' && receiver !== null && statement !== null
      ? exitAbove(receiver, statement, file)
      : null;
  if (exit !== null)
    return {
      path: file.path,
      ...positionOf(file, exit.start),
      expression: textOf(file, exit.test).slice(0, 200),
    };
  return { path: file.path, ...at, expression: textOf(file, node).slice(0, 200) };
}

type FoundOrigin = { readonly origin: Origin; readonly passed: CallerArgument | null };

/** What the SDK sent of the value itself: the best witness there is, when it agrees. */
function witness(given: Case, access: Access, frame: RepositoryFrame): Evidence[] {
  const root = access.receiver === null ? null : rootName(access.receiver);
  const sent = root === null ? null : sentValue(given.event, frame.frame, root);
  if (sent === null || root === null) return [];
  const claim = `The SDK sent ${code(root)} as ${code(sent.text)}.`;
  return [citeEvent(sent.field, claim, null)];
}

/** Where else the function is called, when nothing tells which caller passed the value. */
async function whereCalled(origin: Origin, file: ParsedFile, context: RuleContext): Promise<Origin> {
  const { parameter } = origin;
  const name = parameter === null ? null : plainNameOf(parameter.owner);
  if (parameter === null || name === null) return origin;
  const { places, evidence } = await callSitesOf(name, parameter.owner, file, context.sources);
  if (places.length === 0) return origin;
  return {
    ...origin,
    sentence: `${origin.sentence} ${code(name)} is called at ${places.join(', ')}.`,
    evidence: [...origin.evidence, ...evidence],
  };
}

async function originAt(access: Access, frame: RepositoryFrame, context: RuleContext): Promise<FoundOrigin> {
  if (access.receiver === null) {
    const sentence = 'The argument that should be taken apart was left out by the caller.';
    return {
      origin: { kind: 'parameter', sentence, evidence: [], call: null, parameter: null },
      passed: null,
    };
  }
  const origin = await originOf(access.receiver, access.file, context.sources);
  if (origin.parameter === null) return { origin, passed: null };
  const passed = await callerArgument(origin.parameter, frame, context);
  if (passed === null) return { origin: await whereCalled(origin, access.file, context), passed };
  const { file, call, value } = passed;
  const name = code(origin.parameter.name);
  if (value === null) {
    const sentence = `${name} is a parameter that the call at ${placeOf(file, call)} leaves out.`;
    return { origin: { ...origin, sentence, evidence: [citeLine(file, call, sentence)] }, passed };
  }
  const inner = await originOf(value, file, context.sources);
  const sentence =
    `${name} is what ${placeOf(file, call)} passes: ${codeOf(file, value)}. ${inner.sentence}`.trim();
  const evidence = [citeLine(file, call, 'The caller passes the value.'), ...inner.evidence];
  return { origin: { ...origin, sentence, evidence }, passed };
}

function lineOffset(access: Access): number {
  return isMember(access.node) ? access.node.property.start : access.node.start;
}

function causeSentence(access: Access, message: NullishMessage, line: number): string {
  const place = `${access.file.path}:${line}`;
  const value = message.value ?? 'undefined or null';
  const receiver = access.receiver === null ? 'the argument' : code(textOf(access.file, access.receiver));
  if (message.access === 'iterate') return `${place} goes over ${receiver}, which is ${value}.`;
  if (message.access === 'convert')
    return `${place} passes ${receiver} to ${code('Object')}, but it is ${value}.`;
  if (message.access === 'search') return `${place} looks for a key in ${receiver}, which is ${value}.`;
  const property = access.property ?? message.property;
  const what = property === null ? 'a property' : code(property);
  const verb = message.access === 'write' ? 'sets' : message.access === 'destructure' ? 'takes' : 'reads';
  const preposition = message.access === 'destructure' ? 'out of' : 'of';
  return `${place} ${verb} ${what} ${preposition} ${receiver}, which is ${value} there.`;
}

function preventionFor(origin: Origin): string[] {
  const byKind: Partial<Record<Origin['kind'], string>> = {
    lookup: 'Treat every lookup as one that can find nothing; with TypeScript, `strict` reports it.',
    dom: 'Look for page elements once and pass them on, or check that they exist before use.',
    call: 'Write into the return type that the function can give nothing, so that callers are made to check.',
    parameter: 'Give optional parameters a default, or check them where they come in.',
    field:
      'Check data from outside against a schema where it enters, so that missing fields are found there.',
    element: 'Check the length or the key before reading an entry (`noUncheckedIndexedAccess` reports it).',
    unset: 'Set the value when it is declared, or make the order of set-up explicit.',
  };
  const own = byKind[origin.kind];
  return [...(own === undefined ? [] : [own]), 'Add a test that runs this path with the value missing.'];
}

function fromEvent(given: Case, message: NullishMessage, context: RuleContext): Finding {
  const value = message.value ?? 'undefined or null';
  const what = message.receiver === null ? 'a value' : code(message.receiver);
  const property =
    message.property === null
      ? ''
      : ` when ${code(message.property)} is ${message.access === 'write' ? 'set' : 'read'}`;
  return findingFromEvent(given, context, {
    cause: `${what === 'a value' ? 'A value' : what} is ${value}${property}`,
    advice: 'Check the value before it is used, or find out why it is missing.',
  });
}
