import { join } from 'node:path';
import { ENGINE_VERSION } from '@bugsage/analyzer/analysis';
import { openSandbox } from '@bugsage/backends';
import { calibrate } from '../calibration.ts';
import { openRecord } from '../measured-before.ts';
import type { ExecutedFigures, FixResult, RealVerdictFigures } from '../result.ts';
import { groupOfHalves } from './halves.ts';
import { measureExecuted, type ExecutedCase, type ExecutedOptions } from './measure-executed.ts';
import { isRightFile, isRightLine, localizeFigures, measureNano, type NanoCase } from './measure-nano.ts';
import type { RealVerdict } from './verify-real.ts';
import { REAL_CRASHES, realCrashes, type RealCrash } from './real-crash.ts';

/** Null, with a loud word, where the corpus is not there. */
export async function measureNanoPart(folder = REAL_CRASHES): Promise<FixResult['nano']> {
  const crashes = realCrashes(folder);
  if (crashes === null) {
    process.stderr.write(`SKIPPED: real crashes are not measured, ${folder} does not exist.\n`);
    return null;
  }
  const measured: NanoCase[] = [];
  for (const crash of crashes) measured.push(await measureNano(crash));
  return groupOfHalves(measured, localizeFigures);
}

/** Hours on a fresh machine: packages of many years are installed and test suites run for each patch. */
export async function measureExecutedPart(
  options: Omit<ExecutedOptions, 'sandbox'> & {
    readonly crashes: string | undefined;
    readonly only: string;
    readonly resume: boolean;
  },
): Promise<FixResult['executed']> {
  const crashes = (realCrashes(options.crashes) ?? []).filter(({ id }) => id.includes(options.only));
  const record = await openRecord<ExecutedCase>(
    join(options.work, `measured-${ENGINE_VERSION}.jsonl`),
    options.resume,
  );
  const sandbox = await openSandbox({ kind: 'auto' });
  if (sandbox.kind === 'none' && options.verify)
    process.stderr.write(`NOT VERIFIED: ${sandbox.reason ?? 'no sandbox'} Verdicts are not measured.\n`);
  const measured: ExecutedCase[] = [];
  for (const crash of crashes) {
    const one = record.before.get(crash.id) ?? (await measureExecuted(crash, { ...options, sandbox }));
    if (!record.before.has(crash.id)) await record.add(one);
    measured.push(one);
    process.stdout.write(`${lineOf(one)}\n`);
  }
  const ran = measured.filter((one) => one.skipped === null);
  return {
    ...groupOfHalves(measured, executedFigures),
    ...(sandbox.kind === 'none' || !options.verify ? {} : { verdicts: groupOfHalves(ran, verdictFigures) }),
    skipped: countBy(
      measured.filter((one) => one.skipped !== null),
      (one) => one.skipped ?? '',
    ),
    located: locatedFigures(crashes, ran),
    calibration: calibrate(
      ran.map((one) => ({ confidence: one.confidence, right: isRightPlace(crashes, one) })),
    ),
    repositories: countBy(
      crashes.filter(({ id }) => ran.some((one) => one.id === id)),
      ({ repo }) => repo,
    ),
  };
}

function executedFigures(cases: readonly ExecutedCase[]): ExecutedFigures {
  const ran = cases.filter((one) => one.skipped === null);
  const attempts = ran.flatMap((one) => one.attempts);
  const right = attempts.filter((attempt) => attempt.result === 'plausible');
  const gone = attempts.filter((attempt) =>
    ['plausible', 'regression', 'error-gone'].includes(attempt.result),
  );
  return {
    cases: ran.length,
    notReproduced: cases.length - ran.length,
    plausibleFirst: ran.filter((one) => one.attempts[0]?.result === 'plausible').length / ran.length,
    plausibleAny:
      ran.filter((one) => one.attempts.some(({ result }) => result === 'plausible')).length / ran.length,
    rightOfErrorGone: gone.length === 0 ? 0 : right.length / gone.length,
  };
}

function verdictFigures(cases: readonly ExecutedCase[]): RealVerdictFigures {
  const tried = cases.filter((one) => one.verdict !== null);
  const of = (verdict: RealVerdict['verdict']) => tried.filter((one) => one.verdict?.verdict === verdict);
  const right = (all: readonly ExecutedCase[]): number =>
    all.filter(({ shown }) => shown === 'plausible').length;
  return {
    tried: tried.length,
    notReproduced: tried.filter((one) => one.verdict?.reproduction === 'none').length,
    verified: of('verified').length,
    verifiedRight: right(of('verified')),
    plausible: of('plausible').length,
    plausibleRight: right(of('plausible')),
    refuted: of('refuted').length,
    refutedRight: right(of('refuted')),
  };
}

/** The place the analysis names, with the repository at hand; it names one. */
function locatedFigures(crashes: readonly RealCrash[], ran: readonly ExecutedCase[]) {
  return localizeFigures(
    ran.map((one) => {
      const crash = crashes.find(({ id }) => id === one.id);
      const file = crash !== undefined && one.location !== null && isRightFile(crash, one.location);
      const line = isRightPlace(crashes, one);
      return {
        id: one.id,
        rule: one.rule,
        fileFirst: file,
        fileOfThree: file,
        lineFirst: line,
        lineOfThree: line,
        cpuMs: 0,
      };
    }),
  );
}

function isRightPlace(crashes: readonly RealCrash[], { id, location }: ExecutedCase): boolean {
  const crash = crashes.find((one) => one.id === id);
  return crash !== undefined && location !== null && isRightLine(crash, location);
}

function lineOf(one: ExecutedCase): string {
  const tried = one.attempts.map((attempt) => `${attempt.origin}: ${attempt.result}`).join(', ');
  const verdict =
    one.verdict === null
      ? ''
      : `; ${one.verdict.verdict} (${one.verdict.reproduction}) and ${one.shown}: ${one.verdict.reason}`;
  return `${one.id}: ${one.skipped ?? `${one.rule ?? 'no rule'}; ${tried === '' ? 'no patch' : tried}${verdict}`}`;
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}
