import { modelGatesSchema, readConfiguration, type ModelGates } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/analyze/diagnose.ts';
import { gateSettingsOf, reasonNotToAsk, type GateInput } from '../../src/analyze/gates.ts';
import { voucherCase } from './demo-case.ts';

const given = await voucherCase();
const diagnosis = await diagnose(given);
const DAY_MS = 86_400_000;
const OPEN: GateInput = {
  given,
  diagnosis,
  budget: { tokensLeft: 1000, usdLeft: 1, eventsMin: 2, ageDaysMax: 14 },
  now: Date.parse(given.issue.last_seen) + DAY_MS,
  asked: false,
};
const withGates = (gates: Partial<ModelGates>) => ({
  given: { ...given, project: { ...given.project, model_gates: modelGatesSchema.parse(gates) } },
});
const seenOnce = { ...given, issue: { ...given.issue, event_count: 1 } };

describe('before a token is spent', () => {
  it('a model is asked about an error of today that happened several times', () => {
    expect(reasonNotToAsk(OPEN)).toBeNull();
  });

  it.each<[string, Partial<GateInput>, RegExp]>([
    ['no tokens are left', { budget: { tokensLeft: 0, usdLeft: null } }, /^budget: no tokens/],
    ['no money is left', { budget: { tokensLeft: null, usdLeft: 0 } }, /^budget: no money/],
    ['it is noise', { diagnosis: { ...diagnosis, classification: 'noise', confidence_score: 0.1 } }, /noise/],
    [
      'no code is at fault',
      { diagnosis: { ...diagnosis, classification: 'action_recommended', confidence_score: 0.75 } },
      /no code is at fault/,
    ],
    ['it happened once', { given: seenOnce }, /happened once/],
    ['the project switched models off', withGates({ enabled: false }), /switched off/],
    ['it is old', { now: OPEN.now + 20 * DAY_MS }, /last seen 21 days ago/],
  ])('none is asked when %s', (_name, parts, reason) => {
    expect(reasonNotToAsk({ ...OPEN, ...parts })).toMatch(reason);
  });

  it('a person’s wish outweighs number and age, never the budget', () => {
    const late = { ...OPEN, given: seenOnce, now: OPEN.now + 99 * DAY_MS, asked: true };
    expect(reasonNotToAsk(late)).toBeNull();
    expect(reasonNotToAsk({ ...late, budget: { tokensLeft: null, usdLeft: 0 } })).toMatch(/^budget/);
    expect(reasonNotToAsk({ ...late, ...withGates({ enabled: false }) })).toMatch(/switched off/);
  });

  it('a project may want to hear about noise too', () => {
    const noise = { ...OPEN, diagnosis: { ...diagnosis, classification: 'noise' as const } };
    expect(reasonNotToAsk(noise)).toMatch(/noise/);
    expect(reasonNotToAsk({ ...noise, ...withGates({ noise: true }) })).toBeNull();
  });

  it('a project chooses counts, and of the budget at most what the operator gives', () => {
    const configuration = readConfiguration({
      BUGSAGE_AI_BUDGET_USD_PER_DAY: '5',
      BUGSAGE_AI_BUDGET_TOKENS_PER_DAY: '1000',
      BUGSAGE_AI_EVENTS_MIN: '3',
      BUGSAGE_AI_AGE_DAYS_MAX: '14',
    });
    const settings = (gates: Partial<ModelGates>) =>
      gateSettingsOf(configuration, modelGatesSchema.parse(gates));
    const configured = { usdPerDay: 5, tokensPerDay: 1000, eventsMin: 3, ageDaysMax: 14 };
    expect(settings({})).toEqual(configured);
    expect(settings({ usd_per_day: 50, tokens_per_day: 5000 })).toEqual(configured);
    expect(settings({ usd_per_day: 0, tokens_per_day: 10, events_min: 1, age_days_max: 90 })).toEqual({
      usdPerDay: 0,
      tokensPerDay: 10,
      eventsMin: 1,
      ageDaysMax: 90,
    });
  });
});
