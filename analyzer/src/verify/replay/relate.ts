import { isSameFailure } from './crash-place.ts';
import { mended, reworded, valueAt, withValue, type Changed } from './places.ts';
import type { Found, Outcome, Plan, Relative, Scenario } from './plan.ts';
import type { RealResults } from './real-results.ts';
import { relativesOf } from './relatives.ts';
import { UNDEFINED, type Shape } from './shape.ts';
import type { ReplayThread } from './thread.ts';

/** Calls tried to find one in which the missing value is there. */
const WHOLE_MAX = 160;
/** Processor time for the relatives of all failing calls. */
const RELATING_MS_MAX = 4000;
/** Calls that work and are made to fail as well. */
const CROSSED_MAX = 2;

type Context = {
  readonly plan: Plan;
  readonly thread: ReplayThread;
  readonly real: RealResults;
  readonly working: readonly Found[];
  /** The whole call a failing one was made of, by the failing scenario. */
  readonly origins: ReadonlyMap<Scenario, Changed>;
};

/**
 * The failing calls with their relatives; without where no call was found in which the missing value is there. Calls
 * that work are failing ones too when the value is taken out of them: what is right must be so wherever it is missing.
 */
export async function relate(failing: readonly Found[], context: Context): Promise<Found[]> {
  const related: Found[] = [];
  const deadline = spentMs() + RELATING_MS_MAX;
  for (const found of failing) {
    const relating = new Relating(found, context, deadline);
    const whole = await relating.whole();
    if (whole === null) {
      related.push(found);
      continue;
    }
    related.push({ ...found, relatives: await relating.relatives(whole) });
    if (found === failing[0]) related.push(...(await relating.crossed(whole, failing)));
  }
  return related;
}

class Relating {
  readonly #found: Found;
  readonly #context: Context;
  readonly #deadline: number;

  constructor(found: Found, context: Context, deadline: number) {
    this.#found = found;
    this.#context = context;
    this.#deadline = deadline;
  }

  /** The failing call with a value where it is missing. */
  async whole(): Promise<Changed | null> {
    for (const changed of wholeCalls(this.#found, this.#context)) {
      if (spentMs() > this.#deadline) return null;
      const given = await this.#run(changed.scenario);
      if (given?.end === 'returned' && given.reached) return changed;
    }
    return null;
  }

  async relatives(whole: Changed): Promise<Relative[]> {
    const relatives: Relative[] = [];
    const { dictionary, crash } = this.#context.plan;
    const bad = this.#badAt(whole);
    for (const { scenario, ...about } of relativesOf(whole, {
      dictionary,
      bad,
      isPattern: crash.isPattern,
    })) {
      if (spentMs() > this.#deadline) break;
      const outcome = await this.#run(scenario);
      // Another value may lead elsewhere; what never comes by the crash says nothing about it.
      const says = outcome?.end === 'returned' && (outcome.reached || about.relation !== 'varied');
      if (says) relatives.push({ ...about, outcome });
    }
    return relatives;
  }

  /** Working calls without the value, as far as they then fail as production did. */
  async crossed({ scenario: whole, place }: Changed, failing: readonly Found[]): Promise<Found[]> {
    const { plan, working } = this.#context;
    const bad = this.#badAt({ scenario: whole, place });
    const crossed: Found[] = [];
    for (const { scenario: works, outcome: before, assumed } of working) {
      if (crossed.length === CROSSED_MAX || spentMs() > this.#deadline) break;
      if (!before.reached || assumed.length > 0 || valueAt(works, place) === null) continue;
      const scenario = withValue(works, place, bad);
      if (scenarioIsKnown(scenario, [...failing, ...crossed])) continue;
      const outcome = await this.#run(scenario);
      if (outcome === null || !isSameFailure(outcome, plan)) continue;
      const relatives = await this.relatives({ scenario: works, place });
      crossed.push({ ...this.#found, scenario, outcome, relatives });
    }
    return crossed;
  }

  /** What stands in the failing call where the value is missing. */
  #badAt({ place }: Changed): Shape {
    return valueAt(this.#found.scenario, place) ?? UNDEFINED;
  }

  async #run(scenario: Scenario): Promise<Outcome | null> {
    const { real, thread } = this.#context;
    return real.assumedOf(scenario).length > 0 ? null : thread.run(scenario, this.#found.instrumented);
  }
}

function scenarioIsKnown(scenario: Scenario, known: readonly Found[]): boolean {
  const text = JSON.stringify(scenario);
  return known.some((found) => JSON.stringify(found.scenario) === text);
}

/** Calls that are the failing one with a value where it is missing, likely ones first. */
function wholeCalls({ scenario }: Found, { plan, origins }: Context): Changed[] {
  const origin = origins.get(scenario);
  const made = [
    ...mended(withAllArguments(scenario, plan), plan.expected, plan.names),
    // What is missing may be what a key stands for.
    ...reworded(scenario, plan.dictionary),
  ];
  return [...(origin === undefined ? [] : [origin]), ...made.slice(0, WHOLE_MAX)];
}

/** With a place for each argument that was left out. */
function withAllArguments(scenario: Scenario, { entries }: Plan): Scenario {
  const count = entries[scenario.entry]?.parameters.length ?? 0;
  const missing = Array.from({ length: Math.max(0, count - scenario.arguments.length) }, () => UNDEFINED);
  return { ...scenario, arguments: [...scenario.arguments, ...missing] };
}

/** Processor time of this process with all its threads. */
function spentMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
