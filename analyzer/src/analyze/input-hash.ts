import { createHash } from 'node:crypto';
import type { Model } from '@bugsage/backends';
import type { Case } from '../evidence/case.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { ROOT_CAUSE_PROMPT } from './prompts/root-cause-v1.ts';

/**
 * SHA-256 hex of what an analysis depends on: the group, the code, where the stack meets it, and who judges. Texts that
 * differ from event to event are left out, so that the next event of an issue does not cost another analysis.
 */
export function inputHash(given: Case, model: Pick<Model, 'provider' | 'name'> | null = null): string {
  const { grouping, code } = given;
  const parts = [
    ENGINE_VERSION,
    given.issue.id,
    grouping.version,
    grouping.fingerprint,
    code?.commit ?? null,
    (code?.frames ?? []).map((frame) => [frame.path, frame.line, frame.column, frame.contextMatches]),
    model === null ? null : [model.provider, model.name, ROOT_CAUSE_PROMPT.version],
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
