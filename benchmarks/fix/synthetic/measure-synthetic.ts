import { join } from 'node:path';
import { ENGINE_VERSION } from '@bugsage/analyzer/analysis';
import { openSandbox, type Sandbox } from '@bugsage/backends';
import { calibrate } from '../calibration.ts';
import { openRecord } from '../measured-before.ts';
import type { FixResult, VerdictFigures } from '../result.ts';
import { syntheticCases } from './cases.ts';
import { measureCase, type MeasuredCase } from './measure-case.ts';
import { measureWrong, type MeasuredWrong } from './measure-wrong.ts';
import { WRONG_PATCHES } from './wrong-patches.ts';

/** Runs the whole way of analysis and verification on every synthetic case; `only` picks those whose name has it. */
export async function measureSynthetic(options: {
  readonly only: string;
  readonly work: string;
  /** Keeps what an interrupted run has measured. */
  readonly resume: boolean;
}): Promise<FixResult['synthetic']> {
  const sandbox = await openSandbox({ kind: 'auto' });
  if (sandbox.kind === 'none')
    process.stderr.write(
      `NOT EXECUTED: ${sandbox.reason ?? 'no sandbox'} Patches and verdicts are not measured.\n`,
    );
  const record = await openRecord<MeasuredCase>(
    join(options.work, `synthetic-${ENGINE_VERSION}.jsonl`),
    options.resume,
  );
  const measured: MeasuredCase[] = [];
  for (const one of syntheticCases().filter(({ id }) => id.includes(options.only))) {
    const result = record.before.get(one.id) ?? (await measureCase(one, sandbox));
    if (!record.before.has(one.id)) await record.add(result);
    measured.push(result);
    process.stdout.write(`${lineOf(result)}\n`);
  }
  // A report that says it does not know claims nothing.
  const claims = measured
    .filter((one) => one.claims)
    .map(({ confidence, explained }) => ({ confidence, right: explained }));
  const wrong = sandbox.kind === 'none' ? undefined : await measureWrongPatches(options.only, sandbox);
  return { ...figuresOf(measured), ...wrong, calibration: calibrate(claims) };
}

async function measureWrongPatches(
  only: string,
  sandbox: Sandbox,
): Promise<Pick<VerdictFigures, 'wrongPatches'>> {
  const measured: MeasuredWrong[] = [];
  for (const id of Object.keys(WRONG_PATCHES).filter((each) => each.includes(only))) {
    const ofCase = await measureWrong(id, sandbox);
    measured.push(...ofCase);
    for (const { patch, verdict, reason } of ofCase)
      process.stdout.write(`wrong patch of ${id}: ${verdict}: ${reason} (${JSON.stringify(patch)})\n`);
  }
  const of = (verdict: MeasuredWrong['verdict']) => measured.filter((one) => one.verdict === verdict).length;
  return {
    wrongPatches: { handedIn: measured.length, verified: of('verified'), refuted: of('refuted') },
  };
}

function figuresOf(measured: readonly MeasuredCase[]): VerdictFigures {
  const positives = measured.filter((one) => one.hasChecks);
  const tried = positives.filter((one) => one.verdict !== null);
  const verified = measured.filter((one) => one.verdict === 'verified');
  const right = (one: MeasuredCase): boolean => one.shownIsRight;
  return {
    cases: measured.length,
    positives: positives.length,
    plausibleFirst:
      positives.filter((one) => one.rightCandidates[0] === true).length / Math.max(1, positives.length),
    plausibleAny:
      positives.filter((one) => one.rightCandidates.includes(true)).length / Math.max(1, positives.length),
    verified: verified.length,
    verifiedRight: verified.filter(right).length,
    wrongButVerified: verified.filter((one) => !right(one)).length,
    tried: tried.length,
    notReproduced: tried.filter((one) => !one.reproduced).length / Math.max(1, tried.length),
    explained: measured.filter((one) => one.explained).length / Math.max(1, measured.length),
    byClass: byClass(measured),
  };
}

function byClass(measured: readonly MeasuredCase[]): VerdictFigures['byClass'] {
  const classes: Record<string, { cases: number; explained: number; right: number }> = {};
  for (const one of measured) {
    const row = (classes[one.className] ??= { cases: 0, explained: 0, right: 0 });
    row.cases += 1;
    row.explained += Number(one.explained);
    row.right += Number(one.rightCandidates.includes(true));
  }
  return classes;
}

function lineOf(one: MeasuredCase): string {
  const patches = one.rightCandidates.map(
    (right, index) => `${one.origins[index] ?? ''}${right ? ' right' : ' wrong'}`,
  );
  const verdict =
    one.verdict === null
      ? ''
      : `; ${one.verdict}${one.shownIsRight ? ' and right' : ' and wrong'}: ${one.reason}`;
  const missed = one.missed === null ? 'explained' : `NOT explained (${one.missed})`;
  return `${one.id}: ${missed}; ${patches.join(', ') || 'no patch'}${verdict}`;
}
