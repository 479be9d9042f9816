import type { Case } from '../../evidence/case.ts';
import type { TrailStep } from '../../evidence/trail.ts';
import { ANALYZE_LIMITS } from '../limits.ts';
import { findJsonParse, isStatusChecked, type JsonParse } from '../locate/find-json-parse.ts';
import { parseJsonMessage, type JsonMessage } from '../messages/json-message.ts';
import type { Finding, Rule, RuleContext } from '../rule.ts';
import { positionOf, textOf } from '../syntax/parse-source.ts';
import { rankCandidates } from '../templates/candidate.ts';
import { jsonTemplates } from '../templates/json-templates.ts';
import { citeLine, code, placeOf } from '../words.ts';
import { findingFromEvent } from './finding-from-event.ts';

export const jsonParse: Rule = {
  id: 'json-parse',
  title: 'Text that is not JSON read as JSON',
  cure: 'Check status or content type before parsing, in the words of the file; a stated default for stored text',
  matches: (error) => parseJsonMessage(error.type, error.message) !== null,
  diagnose: async (given, context) => {
    const message = parseJsonMessage(context.error.type, context.error.message);
    if (message === null) return null;
    for (const frame of context.frames.slice(0, 3)) {
      const file = await context.sources.parsed(frame.path);
      const parse = file === null ? null : findJsonParse(file, frame);
      if (parse !== null) return findingOf(parse, message, { context, trusted: frame.contextMatches });
    }
    return fromEvent(given, message, context);
  },
};

function findingOf(
  parse: JsonParse,
  message: JsonMessage,
  { context, trusted }: { context: RuleContext; trusted: boolean },
): Finding {
  const { file, call, response } = parse;
  const at = positionOf(file, call.start);
  const step = answerStep(context.trail);
  return {
    classification: 'code_fix',
    noCodeFixReason: null,
    cause: `${file.path}:${at.line} reads ${whatWasFound(message)} as JSON in ${code(textOf(file, call))}. ${whyUnchecked(parse, step)}`,
    location: { path: file.path, ...at, expression: textOf(file, call).slice(0, 200) },
    certainty: parse.exact && trusted ? 'expression' : 'line',
    originKnown: response !== null,
    evidence: [
      citeLine(file, call, 'The text is parsed here.'),
      ...(response === null
        ? []
        : [citeLine(file, response.binding.declarator, 'The answer comes from here.')]),
    ],
    candidates: rankCandidates(jsonTemplates(parse, message), ANALYZE_LIMITS.candidatesMax),
    advice: [],
    prevention: [
      'Read answers of other services through one function that checks status and content type.',
      'Test the call against a server that answers 502 with an HTML page.',
    ],
    ...(step === null ? {} : { step }),
  };
}

/** The last request of the server itself or the page; a failed one before any other. */
function answerStep(trail: readonly TrailStep[]): TrailStep | null {
  const requests = trail.filter((step) => step.request !== null);
  return requests.findLast((step) => (step.request?.status ?? 0) >= 400) ?? requests.at(-1) ?? null;
}

function whatWasFound(message: JsonMessage): string {
  if (message.found === 'html') return 'an HTML page';
  if (message.found === 'empty') return 'an empty or cut text';
  return message.found === 'undefined' ? 'a missing value' : 'a text of another kind';
}

function whyUnchecked(parse: JsonParse, step: TrailStep | null): string {
  const { response, file } = parse;
  if (response === null) return 'Nothing makes sure that the text is whole before it is parsed.';
  const status = step?.request?.status ?? null;
  const answered = status === null ? '' : ` The request before it was answered with status ${status}.`;
  const checked = isStatusChecked(parse)
    ? `The status of ${code(response.name)} is checked, its content type is not`
    : `The status of ${code(response.name)} (${placeOf(file, response.binding.declarator)}) is not checked before`;
  return `${checked}, so an error page of the server is taken for data.${answered}`;
}

function fromEvent(given: Case, message: JsonMessage, context: RuleContext): Finding {
  return findingFromEvent(given, context, {
    cause: `${whatWasFound(message).replace(/^./, (first) => first.toUpperCase())} was read as JSON`,
    advice: 'Check status and content type of the answer before it is parsed.',
  });
}
