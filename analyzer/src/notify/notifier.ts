import type {
  AccountStore,
  AlertRuleStore,
  ChannelSender,
  ChannelStore,
  DeliveryStore,
  DropStore,
  EventSearchStore,
  IssueStore,
} from '@bugsage/backends';
import { ALERT_LIMITS } from '@bugsage/core';
import type { Logger } from 'pino';
import type { CountAttempt } from '../metrics/analyzer-metrics.ts';
import { checkQuotas } from './check-quotas.ts';
import { checkRates } from './check-rates.ts';
import { planDeliveries } from './plan-deliveries.ts';
import { sendDeliveries } from './send-deliveries.ts';

const DAY_MS = 86_400_000;

const NOTIFY_LIMITS = {
  /** Between two looks: how late a message is at most when nothing else holds it up. */
  intervalMs: 1_000,
  /** Between two looks at rates and quotas; each rate asks the event store. */
  rateIntervalMs: 60_000,
  /** Lines of the activity planned in one transaction. */
  linesMax: 500,
} as const;

export type NotifyParts = {
  readonly accounts: AccountStore;
  readonly alertRules: AlertRuleStore;
  readonly channels: ChannelStore;
  readonly deliveries: DeliveryStore;
  readonly drops: DropStore;
  readonly issues: IssueStore;
  readonly eventSearch: EventSearchStore;
  readonly sender: ChannelSender;
  /** Counts how attempts ended. */
  readonly counted?: CountAttempt;
  /** Address of the dashboard, for links; null leaves them out. */
  readonly root: string | null;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
};

export type Notifier = {
  start(): void;
  /** Plans and sends everything that is due now. */
  runOnce(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * The stage notify: what happened to issues, and which rules want to tell of it, becomes deliveries; deliveries are sent,
 * again and again until the channel takes them or the bound of tries is reached. Several processes share the work.
 */
export function createNotifier(parts: NotifyParts): Notifier {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let isRunning = false;
  let ratesAt = 0;

  const runOnce = async (): Promise<void> => {
    const plan: Parameters<DeliveryStore['planNext']>[0] = (activity, issues, rules) =>
      planDeliveries(activity, issues, rules, parts.now());
    while ((await parts.deliveries.planNext(plan, NOTIFY_LIMITS.linesMax)) === NOTIFY_LIMITS.linesMax);
    if (parts.now() - ratesAt >= NOTIFY_LIMITS.rateIntervalMs) {
      ratesAt = parts.now();
      await checkRates(parts);
      await checkQuotas(parts);
      await parts.deliveries.prune();
      await parts.drops.prune(parts.now() - ALERT_LIMITS.logDays * DAY_MS);
    }
    while ((await sendDeliveries(parts)) > 0);
  };
  const runGuarded = async (): Promise<void> => {
    isRunning = true;
    try {
      await runOnce();
    } catch (error) {
      // What was not planned or sent is still there for the next look.
      parts.logger.warn({ err: error }, 'Alerts could not be sent; the next try is in a moment.');
    }
    isRunning = false;
  };
  return {
    start: () => {
      timer ??= setInterval(() => {
        if (!isRunning) running = runGuarded();
      }, NOTIFY_LIMITS.intervalMs);
    },
    runOnce,
    stop: async () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await running;
    },
  };
}
