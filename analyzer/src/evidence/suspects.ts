import type { CommitInfo, SourceRepository } from '@bugsage/backends';
import type { RepositoryFrame } from './case.ts';
import { EVIDENCE_LIMITS } from './limits.ts';

/** A commit that may have brought the error, and why it is suspected. */
export type RankedCommit = {
  readonly info: CommitInfo;
  readonly path: string;
  readonly reason: 'changed the line' | 'changed the file shortly before' | 'changed the file';
};

/** Commits before the first occurrence, most suspicious first: the line's last change, then changes of the stack's files. */
export async function rankCommits(input: {
  repository: SourceRepository;
  commit: string;
  frames: readonly RepositoryFrame[];
  blamed: CommitInfo | null;
  /** Unix milliseconds. */
  firstSeen: number;
}): Promise<RankedCommit[]> {
  const { repository, commit, frames, blamed, firstSeen } = input;
  const found: (RankedCommit & { readonly score: number })[] = [];
  const [crash] = frames;
  if (blamed !== null && crash !== undefined)
    found.push({
      info: blamed,
      path: crash.path,
      reason: 'changed the line',
      score: 3 + recency(blamed, firstSeen),
    });
  const paths = [...new Set(frames.map((frame) => frame.path))].slice(0, EVIDENCE_LIMITS.suspectFilesMax);
  for (const [index, path] of paths.entries()) {
    for (const info of await repository.commitsOf(commit, path, EVIDENCE_LIMITS.commitsPerFileMax)) {
      if (info.authored_at > firstSeen || found.some((one) => one.info.commit === info.commit)) continue;
      const recent = recency(info, firstSeen);
      const reason = recent > 0 ? 'changed the file shortly before' : 'changed the file';
      found.push({ info, path, reason, score: (index === 0 ? 1 : 0.5) + recent });
    }
  }
  return found
    .toSorted((left, right) => right.score - left.score || right.info.authored_at - left.info.authored_at)
    .slice(0, EVIDENCE_LIMITS.suspectsMax)
    .map(({ info, path, reason }) => ({ info, path, reason }));
}

/** 2 for a change within a week before the first occurrence, 1 within a month, 0 for older ones. */
function recency({ authored_at: at }: CommitInfo, firstSeen: number): number {
  const days = (firstSeen - at) / 86_400_000;
  if (days < 0 || days > 30) return 0;
  return days <= 7 ? 2 : 1;
}
