import type { FingerprintRate } from '@bugsage/backends';
import { ALERT_LIMITS, wantsAlert, type AlertRule, type Issue } from '@bugsage/core';
import { deliveriesOfRule } from './deliveries-of-rule.ts';
import type { NotifyParts } from './notifier.ts';

const MINUTE_MS = 60_000;
/** Issues one rule looks at, those seen last. */
const ISSUES_MAX = 200;

/** What a rule waits for: a number of events within a window, or a jump. */
type Wait = {
  readonly trigger: 'threshold' | 'velocity';
  readonly minutes: number;
  /** Windows before the last one that are looked at as well. */
  readonly windowsBefore: number;
  readonly isMet: (issue: Issue, rate: Pick<FingerprintRate, 'recent' | 'before'>, from: number) => boolean;
};

/** Plans messages for issues that happen so often as a rule waits for, once per issue and window. */
export async function checkRates(parts: NotifyParts): Promise<void> {
  for (const trigger of ['threshold', 'velocity'] as const) {
    for (const rule of await parts.alertRules.waitingFor(trigger)) {
      const wait = trigger === 'threshold' ? thresholdOf(rule) : velocityOf(rule);
      if (wait !== null) await checkRule(parts, rule, wait);
    }
  }
}

function thresholdOf({ threshold }: AlertRule): Wait | null {
  if (threshold === null) return null;
  const { events, minutes } = threshold;
  return { trigger: 'threshold', minutes, windowsBefore: 0, isMet: (_issue, rate) => rate.recent >= events };
}

/** An issue that began within the window has no speed to compare with: that is a new issue, or a limit. */
function velocityOf({ velocity }: AlertRule): Wait | null {
  if (velocity === null) return null;
  const { times, events, minutes } = velocity;
  const windowsBefore = ALERT_LIMITS.velocityWindows;
  return {
    trigger: 'velocity',
    minutes,
    windowsBefore,
    isMet: (issue, { recent, before }, from) =>
      Date.parse(issue.first_seen) < from && recent >= events && recent >= (times * before) / windowsBefore,
  };
}

async function checkRule(parts: NotifyParts, rule: AlertRule, wait: Wait): Promise<void> {
  const { issues, eventSearch, deliveries, now } = parts;
  const windowMs = wait.minutes * MINUTE_MS;
  const from = now() - windowMs;
  const scope = { projectIds: [rule.project_id] };
  const seen = await issues.listIssues(scope, {
    date_from: new Date(from).toISOString(),
    skip: 0,
    limit: ISSUES_MAX,
  });
  const wanted = seen.issues.filter((issue) => wantsAlert(rule, wait.trigger, issue));
  const fingerprints = await Promise.all(wanted.map((issue) => issues.fingerprintsOf(issue.id)));
  if (wanted.length === 0) return;
  const rates = await eventSearch.rates({
    ...scope,
    fingerprints: fingerprints.flat(),
    from,
    baselineFrom: from - wait.windowsBefore * windowMs,
  });
  const rateOf = new Map(rates.map((rate) => [rate.fingerprint, rate]));
  const window = Math.floor(now() / windowMs);
  const met = wanted.filter((issue, index) => {
    const own = (fingerprints[index] ?? []).flatMap((fingerprint) => rateOf.get(fingerprint) ?? []);
    const sum = (read: (rate: FingerprintRate) => number) =>
      own.reduce((total, rate) => total + read(rate), 0);
    return wait.isMet(
      issue,
      { recent: sum((rate) => rate.recent), before: sum((rate) => rate.before) },
      from,
    );
  });
  await deliveries.add(
    met.flatMap((issue) =>
      deliveriesOfRule(rule, {
        trigger: wait.trigger,
        issueId: issue.id,
        key: `${issue.id}:${wait.trigger}:${wait.minutes}:${window}`,
        now: now(),
      }),
    ),
  );
}
