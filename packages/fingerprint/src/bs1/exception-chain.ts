import type { Exception } from '@bugsage/core';
import { BS1_LIMITS } from './limits.ts';

/** What of an event's exceptions is keyed. */
export type ExceptionChain = {
  /** Oldest cause first; the last one is the main exception, which gives title and location. */
  readonly chain: readonly Exception[];
  /** Distinct members of a group of errors, when there are several; they are keyed beside the group itself. */
  readonly members: readonly Exception[];
};

/**
 * Unwraps groups of errors (AggregateError, ExceptionGroup): a group whose members are all the same bug is that bug.
 * `identityOf` says which members are the same. Broken trees (duplicate or missing ids, cycles) are read as a list.
 */
export function exceptionChain(
  exceptions: readonly Exception[],
  identityOf: (exception: Exception) => string,
): ExceptionChain {
  const tree = exceptionTree(exceptions);
  if (tree === null) return { chain: exceptions, members: [] };
  const distinct = new Map<string, Exception>();
  for (const member of topLevel(tree.root, tree)) {
    const identity = identityOf(member);
    if (!distinct.has(identity)) distinct.set(identity, member);
  }
  const [only] = distinct.values();
  if (distinct.size === 1 && only !== undefined) return { chain: firstChildPath(only, tree), members: [] };
  const sorted = [...distinct].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, member]) => member);
  return { chain: [tree.root], members: sorted.slice(0, BS1_LIMITS.groupMembersMax) };
}

type Tree = { readonly root: Exception; readonly childrenOf: (exception: Exception) => readonly Exception[] };

function exceptionTree(exceptions: readonly Exception[]): Tree | null {
  const byId = new Map<number, Exception>();
  for (const exception of exceptions) {
    const id = exception.mechanism?.exception_id ?? null;
    if (id === null || byId.has(id)) return null;
    byId.set(id, exception);
  }
  const roots = exceptions.filter((exception) => parentId(exception) === null);
  const [root] = roots;
  const isWhole = exceptions.every(
    (exception) => parentId(exception) === null || byId.has(parentId(exception) ?? -1),
  );
  if (root === undefined || roots.length !== 1 || !isWhole) return null;
  const children = new Map<number, Exception[]>();
  for (const [, exception] of [...byId].toSorted(([a], [b]) => a - b)) {
    const parent = parentId(exception);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), exception]);
  }
  const tree: Tree = {
    root,
    childrenOf: (exception) => children.get(exception.mechanism?.exception_id ?? -1) ?? [],
  };
  return countReachable(root, tree) === exceptions.length ? tree : null;
}

/** A parent that is the exception itself is how some SDKs mark the root. */
function parentId(exception: Exception): number | null {
  const parent = exception.mechanism?.parent_id ?? null;
  return parent === exception.mechanism?.exception_id ? null : parent;
}

/** Fewer than all means a cycle that hangs on nothing. */
function countReachable(root: Exception, tree: Tree): number {
  const pending = [root];
  let count = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    count += 1;
    pending.push(...tree.childrenOf(next));
  }
  return count;
}

/** The first exceptions below the root that are no groups themselves. */
function topLevel(exception: Exception, tree: Tree): readonly Exception[] {
  const children = tree.childrenOf(exception);
  if (exception.mechanism?.is_exception_group !== true || children.length === 0) return [exception];
  return children.flatMap((child) => topLevel(child, tree));
}

function firstChildPath(main: Exception, tree: Tree): readonly Exception[] {
  const path = [main];
  for (let [cause] = tree.childrenOf(main); cause !== undefined; [cause] = tree.childrenOf(cause))
    path.push(cause);
  return path.toReversed();
}
