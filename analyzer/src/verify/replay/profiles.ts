import { UNDEFINED, type Shape } from './shape.ts';
import { toShape, type Profile } from './knowledge.ts';
import type { FetchAnswer, Plan, Scenario } from './plan.ts';
import type { Lesson } from './run-scenario.ts';

/** Ordinary values first; the rest reach branches that ordinary values do not. */
const PROFILES: readonly Profile[] = [
  { number: 1, text: null, boolean: true, items: 1, optional: 'none' },
  { number: 1, text: null, boolean: true, items: 2, optional: 'containers' },
  { number: 100, text: null, boolean: false, items: 2, optional: 'none' },
  { number: 3, text: null, boolean: true, items: 2, optional: 'all' },
  { number: 0, text: null, boolean: false, items: 0, optional: 'containers' },
  { number: 10_000, text: null, boolean: true, items: 1, optional: 'containers' },
  { number: -1, text: '', boolean: true, items: 1, optional: 'none' },
];

/** Scenarios that differ in all open choices at once. */
export function scenariosOf(plan: Plan, entry: number, lesson: Lesson): Scenario[] {
  return PROFILES.flatMap((profile) => {
    const scenario: Omit<Scenario, 'fetch'> = {
      entry,
      arguments: withoutTrailingGaps(
        lesson.arguments.map((known) => withAnswer(toShape(known, profile), known.name, plan)),
      ),
      self: lesson.self === null ? null : toShape({ ...lesson.self, calls: {}, hints: {} }, profile),
      globals: shapes(lesson.globals, profile),
      sites: shapes(lesson.sites, profile),
    };
    return answersOf(plan, lesson, profile).map((fetch) => ({ ...scenario, fetch }));
  });
}

const ANSWER_NAMES = /^(?:res|resp|response|reply)$/i;

/** What a handler answers with is one that can answer once, where the error is about a second answer. */
function withAnswer(shape: Shape, name: string, plan: Plan): Shape {
  if (plan.answeredTwice === null) return shape;
  if (ANSWER_NAMES.test(name)) return { kind: 'answer', error: plan.answeredTwice };
  if (shape.kind !== 'object') return shape;
  const fields = Object.entries(shape.fields).map(([key, field]) => [key, withAnswer(field, key, plan)]);
  return { ...shape, fields: Object.fromEntries(fields) as typeof shape.fields };
}

/** The calls of the event: what it says of arguments, and an ordinary value for each it leaves open. */
export function capturedScenarios(plan: Plan, entry: number, ordinary: readonly Scenario[]): Scenario[] {
  const captured = plan.captured[entry] ?? null;
  const [usual] = ordinary;
  if (captured === null || usual === undefined) return [];
  const given = captured.arguments.map((shape, index) => shape ?? usual.arguments[index] ?? UNDEFINED);
  const scenario = {
    ...usual,
    arguments: withoutTrailingGaps(given),
    self: usual.self === null ? null : (captured.self ?? usual.self),
  };
  const answers = new Map(ordinary.map(({ fetch }) => [JSON.stringify(fetch), fetch]));
  return [...answers.values()].map((fetch) => ({ ...scenario, fetch }));
}

function answersOf(plan: Plan, lesson: Lesson, profile: Profile): (FetchAnswer | null)[] {
  if (!plan.usesFetch) return [null];
  const normal: FetchAnswer = { kind: 'json', status: 200, body: toShape(lesson.fetch, profile) };
  return [normal, ...plan.badAnswers];
}

function shapes(known: Lesson['globals'], profile: Profile): Scenario['globals'] {
  return Object.fromEntries(Object.entries(known).map(([name, one]) => [name, toShape(one, profile)]));
}

function withoutTrailingGaps(shapesOfArguments: Scenario['arguments']): Scenario['arguments'] {
  const last = shapesOfArguments.findLastIndex((shape) => shape.kind !== 'undefined');
  return shapesOfArguments.slice(0, last + 1);
}
