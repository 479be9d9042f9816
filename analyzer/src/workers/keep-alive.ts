import type { ConsumeOptions } from '@bugsage/backends';

type Lease = Parameters<ConsumeOptions['handle']>[1];

const EXTEND_INTERVAL_MS = 20_000;

/** Work outlasts any sensible lease; while we live, nobody else should begin it. */
export function keepAlive(lease: Lease): { stop: () => void } {
  const timer = setInterval(() => void lease.extend().catch(() => undefined), EXTEND_INTERVAL_MS);
  return { stop: () => clearInterval(timer) };
}
