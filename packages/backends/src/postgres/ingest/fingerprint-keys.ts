export type Grouped = {
  readonly event: { readonly project_id: number };
  readonly grouping: { readonly fingerprint: string; readonly alternatives: readonly string[] };
};

export type FingerprintKey = { readonly projectId: number; readonly fingerprint: string };

/** Every fingerprint of a batch once: most of its events are of few issues. */
export function fingerprintKeys(events: readonly Grouped[]): readonly FingerprintKey[] {
  const keys = new Map<string, FingerprintKey>();
  for (const { event, grouping } of events) {
    for (const fingerprint of [grouping.fingerprint, ...grouping.alternatives])
      keys.set(`${event.project_id}:${fingerprint}`, { projectId: event.project_id, fingerprint });
  }
  return [...keys.values()];
}
