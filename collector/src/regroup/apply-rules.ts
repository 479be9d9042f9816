import {
  findByAnyKey,
  homesOf,
  keysOfFlows,
  planRegroup,
  type Backends,
  type ConsumeOptions,
} from '@bugsage/backends';
import { REGROUP_LIMITS } from './limits.ts';
import type { ProjectRules } from './project-rules.ts';
import { regroupPage } from './regroup-page.ts';

const DAY_MS = 86_400_000;

export type RuleChangeOptions = {
  readonly backends: Pick<Backends, 'issues' | 'rewrite' | 'regroup'>;
  readonly rules: ProjectRules;
  readonly now: () => number;
};

/** After rules changed: stored events of the last days are grouped again. Looks twice, like late maps. */
export function createRuleChangeHandler(options: RuleChangeOptions): ConsumeOptions['handle'] {
  return async ({ message, deliveries }, lease) => {
    if (message.subject !== 'grouping.rules_changed') return { kind: 'done' };
    await options.rules.refresh();
    await regroupProject(options, message.payload, () => lease.extend());
    return deliveries === 1 ? { kind: 'retry', afterMs: REGROUP_LIMITS.secondLookMs } : { kind: 'done' };
  };
}

async function regroupProject(
  { backends, rules, now }: RuleChangeOptions,
  change: { project_id: number; days: number; actor: string; reason: string },
  extend: () => Promise<void>,
): Promise<void> {
  const { rewrite } = backends;
  const projectId = change.project_id;
  const from = now() - change.days * DAY_MS;
  const fingerprint = rules.fingerprint;
  const { eventsMax } = REGROUP_LIMITS;
  const plan = await planRegroup({ rewrite, projectId, from, eventsMax, fingerprint, onPage: extend });
  const keys = keysOfFlows(plan.flows).map((key) => ({ project_id: projectId, fingerprint: key }));
  const found = await backends.issues.issuesOfFingerprints(keys);
  const issueOf = new Map([...found].map(([key, issueId]) => [key.slice(`${projectId}:`.length), issueId]));
  const homes = homesOf(plan.flows, findByAnyKey(plan.flows, issueOf));
  let before: { receivedAt: number; eventId: string } | undefined;
  for (let seen = 0; seen < plan.eventsRead;) {
    const query = { projectId, from, limit: REGROUP_LIMITS.pageEvents };
    const page = await rewrite.page(before === undefined ? query : { ...query, before });
    const last = page.at(-1);
    if (last === undefined) return;
    await regroupPage(
      page.map((stored) => ({ stored, event: stored.event, grouping: fingerprint(stored.event) })),
      { ...backends, actor: change.actor, reason: change.reason, homes, joinsEmptied: false },
    );
    seen += page.length;
    before = { receivedAt: last.event.received_at, eventId: last.event.event_id };
    await extend();
  }
}
