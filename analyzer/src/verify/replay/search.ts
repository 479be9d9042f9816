import { isSameFailure } from './crash-place.ts';
import { newKnowledge } from './knowledge.ts';
import { mended, reworded, spoiled, valueAt, withValue, type Changed } from './places.ts';
import type { Entry, Found, Outcome, Plan, Scenario, SearchResult } from './plan.ts';
import { capturedScenarios, scenariosOf } from './profiles.ts';
import { relate } from './relate.ts';
import { RealResults } from './real-results.ts';
import type { Lesson } from './run-scenario.ts';
import { ReplayThread } from './thread.ts';

const LEARNING_ROUNDS_MAX = 6;
/** Calls kept of the first entry that fails, and of the callers behind it. */
const KEPT_FIRST = { failing: 2, working: 5 } as const;
const KEPT_OF_CALLER = { failing: 1, working: 3 } as const;
/** Different results beyond the crashing expression that are enough to compare with. */
const REACHED_ENOUGH = 3;
const SITES_MAX = 8;
/** Ordinary calls run once more to see what the calls inside really give. */
const TRACED_MAX = 6;
const REWORDED_MAX = 250;
/** When no word at all makes the call work by then, the words are not what it fails on. */
const HOPELESS_AFTER = 90;
/** Runs that do not end cost seconds each; code that does so a few times will do so again. */
const HUNG_MAX = 2;

/** Looks for calls of base code that fail as production did, and for calls beside them that work. */
export async function search(plan: Plan): Promise<SearchResult> {
  const deadline = spentMs() + plan.budgetMs;
  const thread = new ReplayThread(plan);
  const failing: Found[] = [];
  const working: Found[] = [];
  const notes: string[] = [];
  for (const index of plan.entries.keys()) {
    const entry = plan.entries[index];
    if (entry === undefined || spentMs() > deadline) break;
    // The entries behind the first one that fails only show whether callers can live with a repair.
    const share = spentMs() + (deadline - spentMs()) / (failing.length === 0 ? 1.5 : 2);
    const kept = failing.length === 0 ? KEPT_FIRST : KEPT_OF_CALLER;
    const found = await new EntrySearch({ plan, entry, index, thread, kept, deadline: share }).run();
    failing.push(...found.failing);
    working.push(...found.working);
    notes.push(`${entry.label}: ${found.note}`);
  }
  await thread.close();
  return { failing, working, runs: thread.total, notes };
}

type EntrySearchOptions = {
  readonly plan: Plan;
  readonly entry: Entry;
  readonly index: number;
  readonly thread: ReplayThread;
  readonly kept: typeof KEPT_FIRST | typeof KEPT_OF_CALLER;
  readonly deadline: number;
};

class EntrySearch {
  readonly #options: EntrySearchOptions;
  readonly #failing: Found[] = [];
  readonly #working: Found[] = [];
  readonly #real = new RealResults();
  /** The calls that failing ones were made of, by the failing scenario. */
  readonly #origins = new Map<Scenario, Changed>();
  #lastFailure = 'nothing was run';
  #hung = 0;

  constructor(options: EntrySearchOptions) {
    this.#options = options;
  }

  async run(): Promise<{ failing: readonly Found[]; working: Found[]; note: string }> {
    const { plan, index } = this.#options;
    const lesson = await this.#learn({});
    const inferred = scenariosOf(plan, index, lesson);
    const captured = capturedScenarios(plan, index, inferred);
    for (const scenario of captured) await this.#try(scenario, false, null, true);
    await this.#mend(captured);
    const ordinary = [...captured, ...inferred];
    await this.#tryAll(inferred, false);
    await this.#spoil(ordinary, false);
    if (!this.#hasReached()) await this.#reword(ordinary);
    if (this.#failing.length === 0 || !this.#hasReached()) await this.#replaceCalls(ordinary);
    const note =
      this.#failing.length > 0
        ? `fails as production did; ${this.#working.length} working calls beside it`
        : `does not fail as production did (last: ${this.#lastFailure})`;
    this.#wrapLists();
    return { failing: await this.#related(), working: this.#bestWorking(), note };
  }

  /** Beside each failing call: what the code does when the value is there. */
  async #related(): Promise<readonly Found[]> {
    const { plan, thread, kept } = this.#options;
    // What callers make of a repair is compared with nothing.
    if (kept !== KEPT_FIRST) return this.#failing;
    const beside = { working: this.#bestWorking(), real: this.#real, origins: this.#origins };
    return relate(this.#failing, { plan, thread, ...beside });
  }

  /** Where base works with a list, patched code is shown the answer that holds it, and must do the same. */
  #wrapLists(): void {
    const { listHolders } = this.#options.plan;
    const place = this.#failing.map(({ scenario }) => this.#origins.get(scenario)?.place)[0];
    const [holder] = listHolders;
    if (place === undefined || holder === undefined) return;
    for (const [index, found] of this.#working.entries()) {
      const list = valueAt(found.scenario, place);
      if (list?.kind !== 'array') continue;
      const wrapped = withValue(found.scenario, place, { kind: 'object', fields: { [holder]: list } });
      this.#working[index] = { ...found, patchedScenario: wrapped };
    }
  }

  /** Calls of the event that failed, with the missing value there: how the code works on such values. */
  async #mend(captured: readonly Scenario[]): Promise<void> {
    const { plan } = this.#options;
    if (this.#failing.length === 0) return;
    for (const { scenario } of captured.flatMap((each) => mended(each, plan.expected, plan.names))) {
      if (this.#reachedCount() >= REACHED_ENOUGH || this.#isLate()) return;
      await this.#try(scenario, false, null, true);
    }
  }

  async #learn(sites: Lesson['sites']): Promise<Lesson> {
    const { plan, entry } = this.#options;
    let lesson: Lesson = {
      arguments: structuredClone([...entry.parameters]),
      self: entry.kind === 'method' ? newKnowledge('this') : null,
      globals: Object.fromEntries(plan.globals.map((name) => [name, newKnowledge(name)])),
      fetch: newKnowledge('answer'),
      sites,
      items: 2,
    };
    lesson = await this.#learnRounds({ ...lesson, items: 2 });
    // The body of a loop may fail on values nobody can guess; what comes after it can still be learned.
    return this.#learnRounds({ ...lesson, items: 0 });
  }

  async #learnRounds(start: Lesson): Promise<Lesson> {
    let lesson = start;
    for (let round = 0; round < LEARNING_ROUNDS_MAX; round += 1) {
      const before = JSON.stringify(lesson, withoutCounts);
      const learned = await this.#options.thread.learn(this.#options.index, lesson);
      lesson = learned.lesson;
      this.#lastFailure = learned.outcome.errors[0]?.message ?? learned.outcome.end;
      if (JSON.stringify(lesson, withoutCounts) === before) break;
    }
    return lesson;
  }

  async #tryAll(scenarios: readonly Scenario[], instrumented: boolean): Promise<void> {
    for (const scenario of scenarios) await this.#try(scenario, instrumented);
  }

  /** Spoils one value at a time, also in calls that already failed otherwise. */
  async #spoil(scenarios: readonly Scenario[], instrumented: boolean): Promise<void> {
    const { plan } = this.#options;
    for (const scenario of scenarios) {
      for (const bad of spoiled(scenario, plan.expected, plan)) {
        if (this.#failing.length >= this.#options.kept.failing || this.#isLate()) return;
        this.#origins.set(bad.scenario, { scenario, place: bad.place });
        await this.#try(bad.scenario, instrumented);
      }
    }
  }

  /** Words of the repository may name things that exist, which made-up ones do not. */
  async #reword(ordinary: readonly Scenario[]): Promise<void> {
    const { plan } = this.#options;
    const starts = [...this.#failing.map(({ scenario }) => scenario), ...ordinary];
    // Numbers decide which branch the words end up in: a large one is tried early.
    const varied = [...starts.slice(0, 1), ...starts.slice(1).toReversed()];
    let tried = 0;
    for (const start of varied) {
      for (const { scenario } of reworded(start, plan.dictionary)) {
        tried += 1;
        if (tried > HOPELESS_AFTER && this.#working.length === 0) return;
        if (tried > REWORDED_MAX || this.#reachedCount() >= REACHED_ENOUGH || this.#isLate()) return;
        await this.#try(scenario, false);
      }
    }
  }

  /** Shows the crashing function other results of what it calls: missing ones, and promises already settled. */
  async #replaceCalls(ordinary: readonly Scenario[]): Promise<void> {
    const { plan, index, thread } = this.#options;
    const start = this.#failing[0]?.scenario ?? ordinary[0];
    if (start === undefined || Object.keys(plan.instrumented).length === 0) return;
    // An answer that is not given because its result was put in its place is no answer.
    if (plan.answeredTwice !== null) return;
    const traced = await thread.run(start, true);
    this.#real.see(traced);
    for (const scenario of ordinary.slice(0, TRACED_MAX)) this.#real.see(await thread.run(scenario, true));
    const called = new Set(traced.trace.map((line) => line.split(' ', 1)[0]));
    const keys = plan.sites
      .filter(({ key, replaceable }) => replaceable && called.has(key))
      .map(({ key }) => key);
    for (const key of keys.slice(0, SITES_MAX)) {
      if (this.#isLate()) return;
      const lesson = await this.#learn({ [key]: newKnowledge(key) });
      const replaced = scenariosOf(plan, index, lesson).filter(({ fetch }) => fetch?.kind !== 'text');
      const promised = traced.promised.includes(key) ? key : null;
      for (const scenario of replaced) await this.#try(scenario, true, promised);
      if (this.#failing.length === 0) await this.#spoil(replaced.slice(0, 2), true);
      if (this.#failing.length > 0 && this.#hasReached()) return;
    }
  }

  async #try(
    scenario: Scenario,
    instrumented: boolean,
    promised: string | null = null,
    captured = false,
  ): Promise<void> {
    if (this.#isLate()) return;
    const outcome = await this.#options.thread.run(scenario, instrumented);
    if (instrumented) this.#real.see(outcome);
    const assumed = this.#real.assumedOf(scenario, promised);
    if (isSameFailure(outcome, this.#options.plan)) {
      const known = this.#failing.some(
        (found) => JSON.stringify(found.scenario) === JSON.stringify(scenario),
      );
      if (promised === null && !known && this.#failing.length < this.#options.kept.failing) {
        const found = { scenario, outcome, captured, instrumented, assumed };
        this.#failing.push({ ...found, patchedScenario: null, relatives: [] });
      }
    } else if (outcome.end === 'returned') {
      const patchedScenario = asPromised(scenario, promised);
      const found = { scenario, outcome, captured, instrumented, assumed };
      this.#keepWorking({ ...found, patchedScenario, relatives: [] });
    } else {
      this.#lastFailure = outcome.errors[0]?.message ?? outcome.end;
      if (outcome.end === 'hung') this.#hung += 1;
    }
  }

  #keepWorking(found: Found): void {
    const look = lookOf(found.outcome);
    if (!this.#working.some(({ outcome }) => lookOf(outcome) === look)) this.#working.push(found);
  }

  #bestWorking(): Found[] {
    const worth = ({ outcome, assumed }: Found): number =>
      2 * Number(outcome.reached) - Number(assumed.length > 0);
    return this.#working
      .toSorted((left, right) => worth(right) - worth(left))
      .slice(0, this.#options.kept.working);
  }

  #hasReached(): boolean {
    return this.#reachedCount() > 0;
  }

  #reachedCount(): number {
    return this.#working.filter(({ outcome }) => outcome.reached).length;
  }

  #isLate(): boolean {
    return this.#hung >= HUNG_MAX || spentMs() > this.#options.deadline;
  }
}

/** Processor time of this process with all its threads. */
function spentMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function asPromised(scenario: Scenario, key: string | null): Scenario | null {
  const shape = key === null ? undefined : scenario.sites[key];
  if (key === null || shape === undefined) return null;
  return { ...scenario, sites: { ...scenario.sites, [key]: { kind: 'promise', value: shape } } };
}

function lookOf(outcome: Outcome): string {
  return JSON.stringify([outcome.result, outcome.effects, outcome.reached]);
}

/** How often something was seen says nothing new. */
function withoutCounts(key: string, value: unknown): unknown {
  return typeof value === 'number' && key !== 'number' ? 1 : value;
}
