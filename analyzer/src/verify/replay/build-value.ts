import type { Recorder } from './recorder.ts';
import { serverAnswer } from './server-answer.ts';
import type { Shape } from './shape.ts';
import { answerKey } from './stand-in.ts';

/** Makes the value a shape describes. Functions in it report their calls and run the callbacks they are given. */
export function buildValue(shape: Shape, recorder: Recorder): unknown {
  switch (shape.kind) {
    case 'undefined':
      return undefined;
    case 'value':
      return shape.value;
    case 'date':
      return new Date(0);
    case 'promise':
      return Promise.resolve(buildValue(shape.value, recorder));
    case 'array':
      return shape.items.map((item) => buildValue(item, recorder));
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.fields).map(([key, field]) => [key, buildValue(field, recorder)]),
      );
    case 'json':
      return JSON.stringify(buildValue(shape.value, recorder)) ?? 'null';
    case 'bigint':
      return BigInt(shape.digits);
    case 'answer':
      return serverAnswer(shape.error, recorder);
    case 'function':
      return buildFunction(shape, recorder);
  }
}

/** The same result object for the same question, as a page gives the same element. */
function buildFunction(shape: Extract<Shape, { kind: 'function' }>, recorder: Recorder): unknown {
  const answers = new Map<string, unknown>();
  return function standIn(...values: unknown[]): unknown {
    recorder.effect(shape.name, values);
    for (const value of values) {
      if (typeof value !== 'function') continue;
      recorder.later(() => value(...shape.passes.map((passed) => buildValue(passed, recorder))));
    }
    const key = answerKey(values);
    const answer = shape.returns[key] ?? shape.returns[''];
    if (!answers.has(key)) answers.set(key, answer === undefined ? undefined : buildValue(answer, recorder));
    return answers.get(key);
  };
}
