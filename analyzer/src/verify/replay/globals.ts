import { learningJson, learningValue, type Learning } from './stand-in.ts';
import { buildValue } from './build-value.ts';
import type { Knowledge } from './knowledge.ts';
import type { FetchAnswer } from './plan.ts';
import type { Recorder } from './recorder.ts';
import type { Shape } from './shape.ts';

const FIXED_TIME = Date.UTC(2026, 0, 2, 3, 4, 5);
/** Stands for the body of an answer whose form is not known yet. */
const LEARNED_BODY = '"the body of an answer that is being learned"';

type Restore = () => void;

/** Sets a global for one run, whatever was there. */
export function setGlobal(name: string, value: unknown): Restore {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, before);
  };
}

/** Time stands still, chance repeats, and nobody waits: two runs of the same code see the same. */
export function freezeChance(): Restore {
  const RealDate = Date;
  class FixedDate extends RealDate {
    constructor(...values: ConstructorParameters<typeof Date> | []) {
      if (values.length === 0) super(FIXED_TIME);
      else super(...values);
    }
    static override now(): number {
      return FIXED_TIME;
    }
  }
  let state = 1;
  const random = Math.random;
  Math.random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const realTimeout = setTimeout;
  const quick = (callback: () => void, _delayMs?: number, ...values: never[]) =>
    realTimeout(callback, 0, ...values);
  const restores = [
    setGlobal('Date', FixedDate),
    setGlobal('setTimeout', quick),
    () => (Math.random = random),
  ];
  return () => restores.forEach((restore) => restore());
}

export function fakeFetch(answer: FetchAnswer, recorder: Recorder): Restore {
  return setGlobal('fetch', async (input: unknown, options?: unknown) => {
    recorder.effect('fetch', [input, options]);
    if (answer.kind === 'failure') {
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error(answer.code), { code: answer.code }),
      });
    }
    if (answer.kind === 'text') return respond(answer.text, answer.status, answer.contentType);
    return respond(
      JSON.stringify(buildValue(answer.body, recorder)) ?? 'null',
      answer.status,
      'application/json',
    );
  });
}

/** Answers every request with a body that learns its form from how it is used. */
export function learningFetch(body: Knowledge, learning: Learning): Restore {
  const parse = JSON.parse.bind(JSON);
  JSON.parse = (text: string, reviver?: never) => {
    if (text === LEARNED_BODY) return learningValue(body, learning);
    const learned = learningJson(text, learning);
    return learned === null ? parse(text, reviver) : learned.value;
  };
  const restore = setGlobal('fetch', async () => {
    const response = respond(LEARNED_BODY, 200, 'application/json');
    response.json = async () => learningValue(body, learning);
    return response;
  });
  return () => {
    JSON.parse = parse;
    restore();
  };
}

export function setGlobals(values: Readonly<Record<string, Shape>>, recorder: Recorder): Restore {
  const restores = Object.entries(values).map(([name, shape]) =>
    setGlobal(name, buildValue(shape, recorder)),
  );
  return () => restores.forEach((restore) => restore());
}

function respond(text: string, status: number, contentType: string): Response {
  return new Response(text, { status, headers: { 'content-type': contentType } });
}
