import type { Evidence } from '@bugsage/core';
import { isReadableSource } from '../evidence/path-policy.ts';
import type { Case } from '../evidence/case.ts';
import { cleanText } from './clean-text.ts';
import { ANALYZE_LIMITS } from './limits.ts';

/** Evidence that was looked up and found, and how many items were not. */
export type CheckedCitations = { readonly evidence: readonly Evidence[]; readonly dropped: number };

/**
 * Keeps the claims whose citation resolves: the event has the field, the file has the quoted line at the case's commit
 * and every piece of code the claim names, the repository has the commit, and a quote stands where it is said to stand.
 */
export async function checkCitations(given: Case, evidence: readonly Evidence[]): Promise<CheckedCitations> {
  const kept: Evidence[] = [];
  for (const item of evidence.slice(0, ANALYZE_LIMITS.evidenceMax))
    if (await resolves(given, item)) kept.push(item);
  return { evidence: kept, dropped: evidence.length - kept.length };
}

async function resolves(given: Case, item: Evidence): Promise<boolean> {
  if (item.kind === 'event') return resolvesInEvent(given, item);
  if (item.kind === 'file') return resolvesInFile(given, item);
  return resolvesAsCommit(given, item);
}

function resolvesInEvent({ event }: Case, { field, quote }: Evidence): boolean {
  if (field === null || field === '') return false;
  let value: unknown = event;
  for (const key of field.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    value = Reflect.get(value, key);
  }
  if (value === undefined || value === null) return false;
  return quote === null || includesQuote(typeof value === 'string' ? value : JSON.stringify(value), quote);
}

async function resolvesInFile({ code }: Case, { claim, path, line, quote }: Evidence): Promise<boolean> {
  if (code === null || path === null || line === null) return false;
  if (!code.files.includes(path) || !isReadableSource(path)) return false;
  const text = code.sources.get(path) ?? (await code.repository.readFile(code.commit, path));
  const found = text?.split('\n')[line - 1];
  // A line without a quote would be a claim about whatever stands there.
  if (text === undefined || text === null || found === undefined || quote === null) return false;
  return includesQuote(found, quote) && namesOf(claim).every((name) => includesQuote(text, name));
}

/** Code in a claim, in backticks, whole: it has to stand in the file the claim cites. */
function namesOf(claim: string): string[] {
  return [...claim.matchAll(/`([^`]{1,200})`/g)]
    .map((found) => found[1] ?? '')
    .filter((name) => !name.includes('…'));
}

async function resolvesAsCommit({ code }: Case, { commit, quote }: Evidence): Promise<boolean> {
  if (code === null || commit === null || !/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit)) return false;
  const info = await code.repository.commitInfo(commit);
  return info !== null && (quote === null || includesQuote(info.subject, quote));
}

function includesQuote(text: string, quote: string): boolean {
  const wanted = flat(quote);
  return wanted !== '' && flat(text).includes(wanted);
}

function flat(text: string): string {
  return cleanText(text).replaceAll(/\s+/g, ' ').trim();
}
