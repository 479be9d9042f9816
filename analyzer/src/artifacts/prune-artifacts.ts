import type { ArtifactStore } from '@bugsage/backends';
import type { Configuration } from '@bugsage/core';

const HOUR_MS = 3_600_000;

/** Removes old uploads once an hour, in any of the processes that run it: removing twice is removing once. */
export function pruneArtifacts(options: {
  artifacts: Pick<ArtifactStore, 'prune'>;
  configuration: Configuration;
  onError: (error: unknown) => void;
}): { stop(): void } {
  const { configuration } = options;
  const timer = setInterval(() => {
    options.artifacts
      .prune({
        unusedDaysMax: configuration.BUGSAGE_ARTIFACT_UNUSED_DAYS,
        projectBytesMax: configuration.BUGSAGE_ARTIFACT_BYTES_PER_PROJECT,
      })
      .catch(options.onError);
  }, HOUR_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
