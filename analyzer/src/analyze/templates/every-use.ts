import type { MemberExpression } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { bare, isMember, isRepeatable, propertyName, sameText } from '../syntax/expressions.ts';
import { isGuarded } from '../syntax/guards.ts';
import { textOf } from '../syntax/parse-source.ts';
import { enclosingFunction, walk } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import type { NullishContext } from './nullish-context.ts';
import { canReadThrough, readThrough } from './read-through.ts';

const EVERY_USE_PRIOR = 0.14;
const SAME_READ_PRIOR = 0.1;
/** More than this is no small patch any more. */
const USES_MAX = 5;

/** Reads through a missing value wherever the function does, so that the rest of it still runs. */
export function everyUse(context: NullishContext): FixCandidate | null {
  const { access, receiverText, owner } = context;
  if (receiverText === null || !owner?.body || !context.usedBeyondCondition) return null;
  const uses = unguarded(context, owner.body.start, owner.body.end).filter(
    (use) =>
      use.end >= access.node.end &&
      sameText(textOf(access.file, bare(use.object)), receiverText) &&
      enclosingFunction(use) === owner,
  );
  return patchOf(context, uses, {
    origin: 'nullish/every-use',
    title: `Read ${code(receiverText)} only when it is there, at all ${uses.length} uses`,
    description: 'The function goes on without the value; each place that reads it gets undefined.',
    prior: EVERY_USE_PRIOR,
  });
}

/** The file reads the same part of other values without a check, too: one of them is the next crash. */
export function sameReads(context: NullishContext): FixCandidate | null {
  const { access, receiverText } = context;
  const receiver = access.receiver;
  if (receiverText === null || receiver === null || !isMember(receiver)) return null;
  const part = access.file.text.slice(receiver.object.end, receiver.end);
  if (propertyName(receiver) === null) return null;
  const uses = unguarded(context, 0, access.file.text.length).filter((use) => {
    const object = bare(use.object);
    return isMember(object) && access.file.text.slice(object.object.end, object.end) === part;
  });
  return patchOf(context, uses, {
    origin: 'nullish/same-reads',
    title: `Read ${code(part)} only when it is there, at all ${uses.length} places of the file`,
    description: 'The same part is read without a check elsewhere in this file.',
    prior: SAME_READ_PRIOR,
  });
}

/** Members of values that may be evaluated twice, read without asking whether the value is there. */
export function unguarded({ access }: NullishContext, start: number, end: number): MemberExpression[] {
  const found: MemberExpression[] = [];
  walk(access.file.program, (node) => {
    if (node.end < start || node.start > end) return false;
    if (!isMember(node) || node.optional || !isRepeatable(node.object)) return true;
    const isCrash = node === access.node;
    if (isCrash || !isGuarded(node, textOf(access.file, bare(node.object)), access.file)) found.push(node);
    return true;
  });
  return found;
}

function patchOf(
  { access, optionalChaining }: NullishContext,
  uses: readonly MemberExpression[],
  about: { origin: string; title: string; description: string; prior: number },
): FixCandidate | null {
  if (uses.length < 2 || uses.length > USES_MAX || !canReadThrough(uses)) return null;
  const { file } = access;
  return candidateOf({
    ...about,
    file,
    edit: (text) => {
      for (const use of uses) readThrough(text, use, file, optionalChaining);
    },
  });
}
