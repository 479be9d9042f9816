import type { FileEdit } from '../analyze/diagnosis.ts';
import { parseSource, positionOf, type ParsedFile } from '../analyze/syntax/parse-source.ts';
import { isFunction, walk, type FunctionNode } from '../analyze/syntax/walk.ts';
import { changedLines, overlap } from './caller-patch.ts';
import type { Judged } from './decide.ts';
import { findEntry } from './find-entry.ts';
import { STILL_THROWN } from './judge-replay.ts';
import { nameOfSite } from './name-of-site.ts';

/**
 * A call that failed because a result was put in place of a call inside, and the change is about that very call: the
 * changed code did not run. It cannot refute the change.
 */
export function openWhatWasPutInPlace(
  judged: Judged,
  changed: { readonly sites: ReadonlySet<string>; readonly functions: ReadonlySet<string> },
): Judged {
  const { verdict, reason } = judged.judgement;
  const keys = Object.keys(judged.found.scenario.sites);
  if (verdict !== 'refuted' || keys.length === 0) return judged;
  const gone = keys.find((key) => !changed.sites.has(key));
  const touched = keys.find((key) => changed.functions.has(lastName(key)));
  const site = gone ?? (reason.startsWith(STILL_THROWN) ? touched : undefined);
  if (site === undefined) return judged;
  const told = `the error was made by taking the result of "${nameOfSite(site)}" away, which the change is about, so that the changed code did not run`;
  return { ...judged, judgement: { verdict: 'open', reason: told } };
}

/** A call that worked with a result nobody was seen to give does not refute: it may be one that never happens. */
export function openWhatWasAssumed(judged: Judged): Judged {
  const [site] = judged.found.assumed;
  if (judged.judgement.verdict !== 'refuted' || site === undefined) return judged;
  const reason = `a call that works needs a result of "${nameOfSite(site)}" that it was never seen to give`;
  return { ...judged, judgement: { verdict: 'open', reason } };
}

/** Names of the functions, as they are called, that edits change. */
export function changedFunctions(edits: readonly FileEdit[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { path, before, after } of edits) {
    const file = parseSource(path, before);
    const lines = changedLines(before, after);
    if (file === null) continue;
    walk(file.program, (node) => {
      if (!isFunction(node)) return;
      const own = { from: positionOf(file, node.start).line, to: positionOf(file, node.end).line };
      if (overlap(lines, own)) names.add(nameOf(file, node));
    });
  }
  names.delete('');
  return names;
}

function nameOf(file: ParsedFile, node: FunctionNode): string {
  const found = findEntry(file, node);
  return found?.owner === node ? lastName(found.entry.label) : '';
}

/** `store.find#0` -> `find`. */
function lastName(key: string): string {
  return nameOfSite(key).split('.').at(-1) ?? '';
}
