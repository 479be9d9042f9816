import type { IngestKey } from '@bugsage/core';
import { refusal } from './refusal.ts';

export type FindIngestKey = (publicKey: string) => Promise<IngestKey | null>;

const PROJECT_DIGITS_MAX = 10;

/** The number in the path. Throws `invalid_request` when it is none. */
export function parseProjectId(text: string): number {
  const id = Number(text);
  const isPlain =
    text.length <= PROJECT_DIGITS_MAX && Number.isSafeInteger(id) && id > 0 && String(id) === text;
  if (!isPlain) throw refusal('invalid_request', 'The project in the path is not a positive number.');
  return id;
}

/**
 * The key with its project. `projectId` undefined takes the project of the key. Throws `unknown_key`, `disabled_key`,
 * `wrong_project` or `keys_unavailable`. An unknown key is answered alike for every project, so that nobody can find
 * out which exist.
 */
export async function authenticate(
  findIngestKey: FindIngestKey,
  claim: { readonly key: string; readonly projectId: number | undefined },
): Promise<IngestKey> {
  const found = await findIngestKey(claim.key).catch((error: unknown) => {
    throw refusal(
      'keys_unavailable',
      'The ingest keys cannot be looked up just now. Try again later.',
      error,
    );
  });
  if (!found) throw refusal('unknown_key', 'The ingest key is not known.');
  if (claim.projectId !== undefined && found.project_id !== claim.projectId)
    throw refusal('wrong_project', 'The ingest key does not belong to this project.');
  if (!found.enabled) throw refusal('disabled_key', 'The ingest key or its project is disabled.');
  return found;
}

export function missingKey(): Error {
  return refusal(
    'missing_key',
    'No ingest key was sent, neither in a header nor in the query nor in the envelope.',
  );
}
