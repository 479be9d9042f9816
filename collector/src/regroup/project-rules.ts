import type { RuleStore } from '@bugsage/backends';
import type { Grouping, NormalizedEvent } from '@bugsage/core';
import {
  fingerprint,
  NO_RULES,
  parseFingerprintRules,
  parseStackTraceRules,
  type GroupingRules,
} from '@bugsage/fingerprint';

/** Changed rules count on every collector within this time. */
const REFRESH_MS = 4_000;

export type ProjectRules = {
  /** The event's grouping under the rules of its project. */
  readonly fingerprint: (event: NormalizedEvent) => Grouping;
  /** Reads all rules now. */
  refresh(): Promise<void>;
  start(): Promise<void>;
  stop(): void;
};

/** The parsed rules of every project in memory; the last known ones hold while Postgres is away. */
export function createProjectRules(
  rules: Pick<RuleStore, 'listActive'>,
  onError: (error: unknown) => void,
): ProjectRules {
  let parsed = new Map<number, { readonly id: number; readonly rules: GroupingRules }>();
  let timer: NodeJS.Timeout | undefined;

  const refresh = async (): Promise<void> => {
    const active = await rules.listActive();
    parsed = new Map(
      active.map((version) => {
        const known = parsed.get(version.project_id);
        if (known?.id === version.id) return [version.project_id, known];
        return [version.project_id, { id: version.id, rules: parseRules(version) }];
      }),
    );
  };

  return {
    fingerprint: (event) => fingerprint(event, { rules: parsed.get(event.project_id)?.rules ?? NO_RULES }),
    refresh,
    start: async () => {
      await refresh();
      timer = setInterval(() => void refresh().catch(onError), REFRESH_MS);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
}

/** Only valid texts are stored; one that a newer version of ours refuses counts as none. */
function parseRules(text: { fingerprint_rules: string; stack_trace_rules: string }): GroupingRules {
  const fingerprintRules = parseFingerprintRules(text.fingerprint_rules);
  const stackTraceRules = parseStackTraceRules(text.stack_trace_rules);
  return {
    fingerprint: fingerprintRules.ok ? fingerprintRules.rules : [],
    stackTrace: stackTraceRules.ok ? stackTraceRules.rules : [],
  };
}
