import type { AuditLog, SessionStore } from '@bugsage/backends';
import type { Logger } from 'pino';

const INTERVAL_MS = 60 * 60_000;

export type Sweep = { runOnce(): Promise<void>; stop(): void };

/**
 * Removes ended sessions, spent tokens and links, and audit entries past their days, at the start and every hour. It
 * only deletes what counts for nothing any more, so processes may do it side by side.
 */
export function sweepAccounts(options: {
  readonly sessions: SessionStore;
  readonly audit: AuditLog;
  readonly auditDays: number;
  readonly logger: Logger;
}): Sweep {
  const { sessions, audit, auditDays, logger } = options;
  const runOnce = async (): Promise<void> => {
    try {
      const [ended, entries] = [await sessions.sweep(Date.now()), await audit.sweep(auditDays)];
      if (ended + entries > 0) logger.info({ sessions: ended, audit_entries: entries }, 'old rows removed');
    } catch (error) {
      logger.warn({ error }, 'sessions and audit log could not be cleaned up; it is tried again in an hour');
    }
  };
  const timer = setInterval(() => void runOnce(), INTERVAL_MS);
  timer.unref();
  return { runOnce, stop: () => clearInterval(timer) };
}
