import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { BugSageError } from '@bugsage/core';
import { z } from 'zod';
import type { FileSystem } from './file-system.ts';

/** Whose positions these are. Positions of different incarnations of one collector have nothing to do with each other. */
export type JournalIdentity = { readonly collector: string; readonly incarnation: number };

const FILE_NAME = 'identity.json';

const identitySchema = z.object({
  collector: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  incarnation: z.int().min(1).max(0xff_ff_ff_ff),
});

type Place = { readonly fileSystem: FileSystem; readonly directory: string };

/**
 * The identity of a journal that is there, from its file or else from its segments; a new one when there are no
 * segments. Throws `BugSageError` `journal_identity_conflict` when they contradict each other or the wanted id.
 */
export async function establishIdentity(
  place: Place,
  found: {
    readonly wantedCollector: string | undefined;
    readonly isNew: boolean;
    /** What the readable headers say. */
    readonly segments: readonly JournalIdentity[];
  },
): Promise<JournalIdentity> {
  const stored = await readIdentity(place);
  const newest = found.segments.at(-1);
  const collector = stored?.collector ?? newest?.collector ?? found.wantedCollector ?? newCollectorId();
  const incarnation = newest?.incarnation ?? (stored?.incarnation ?? 0) + (found.isNew || !stored ? 1 : 0);
  const identity = { collector, incarnation };
  const claims = [...found.segments, { collector: found.wantedCollector ?? collector, incarnation }];
  if (stored && newest) claims.push(stored);
  for (const other of claims) {
    if (other.collector !== collector || other.incarnation !== incarnation)
      throw conflict(place, identity, other);
  }
  if (stored?.collector !== collector || stored.incarnation !== incarnation)
    await writeIdentity(place, identity);
  return identity;
}

async function readIdentity({ fileSystem, directory }: Place): Promise<JournalIdentity | undefined> {
  const names = await fileSystem.list(directory);
  if (!names.includes(FILE_NAME)) return undefined;
  const file = await fileSystem.open(join(directory, FILE_NAME), 'existing');
  try {
    const text = (await file.read(0, await file.size())).toString('utf8');
    return identitySchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}

async function writeIdentity({ fileSystem, directory }: Place, identity: JournalIdentity): Promise<void> {
  const path = join(directory, FILE_NAME);
  const file = await fileSystem.open(`${path}.new`, 'create');
  const bytes = Buffer.from(`${JSON.stringify(identity)}\n`);
  try {
    if ((await file.write(bytes, 0)) < bytes.length) throw new Error(`No space for ${path}.`);
    await file.datasync();
  } finally {
    await file.close();
  }
  await fileSystem.rename(`${path}.new`, path);
  await fileSystem.syncDirectory(directory);
}

function newCollectorId(): string {
  return randomBytes(8).toString('hex');
}

function conflict({ directory }: Place, one: JournalIdentity, other: JournalIdentity): BugSageError {
  const name = (identity: JournalIdentity): string => `${identity.collector}/${identity.incarnation}`;
  return new BugSageError({
    kind: 'conflict',
    code: 'journal_identity_conflict',
    message:
      `The journal in ${directory} belongs to ${name(one)} and to ${name(other)} at once. ` +
      'Files of different journals were mixed; give each collector its own directory.',
  });
}
