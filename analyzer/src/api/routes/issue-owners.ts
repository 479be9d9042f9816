import { peopleOf } from '../../ownership/assign-owner.ts';
import { findOwners } from '../../ownership/find-owners.ts';
import { ownerText } from '../../ownership/ownership-rule.ts';
import { knownOwner, readOwnership } from '../../ownership/read-ownership.ts';
import type { Api } from '../api-instance.ts';
import { notFound } from '../problem/not-found.ts';
import { ownersAnswer, suspectsAnswer } from '../schemas/ownership.ts';
import type { ApiServices } from '../services.ts';
import { createEventReader } from './event-reader.ts';
import { findIssue, issueParams } from './issue-requests.ts';

const tags = ['ownership'];

/** Whom to ask about an issue: the owners of its code, and the authors of commits it may come from. */
export function issueOwnerRoutes(api: Api, services: ApiServices): void {
  const reader = createEventReader(services);

  api.route({
    method: 'GET',
    url: '/:issue_id/owners',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getIssueOwners',
      tags,
      summary: 'Who owns an issue, and because of which rule',
      params: issueParams,
      response: { 200: ownersAnswer },
    },
    handler: async (request) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const project = await services.accounts.getProject(issue.project_id);
      if (project === null) throw notFound('project');
      const [newest, settings, code, people] = await Promise.all([
        reader.newestOrNull(issue),
        services.ownership.get(project.id),
        services.ownership.codeOf(issue.id),
        peopleOf(services, project.organization_id),
      ]);
      if (newest === null) return { owners: [], source: null, rule: null };
      const { rules } = readOwnership(settings, people);
      const found = findOwners(rules, { event: newest.event, places: code?.places ?? [] });
      if (found === null) return { owners: [], source: null, rule: null };
      return {
        owners: found.owners.map((owner) => ({
          owner: ownerText(owner),
          kind: owner.kind,
          name: knownOwner(owner, people)?.name ?? null,
        })),
        source: found.source,
        rule: { line: found.rule.line, text: found.rule.text },
      };
    },
  });

  api.route({
    method: 'GET',
    url: '/:issue_id/suspect-commits',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getSuspectCommits',
      tags,
      summary: 'Commits an issue may come from, most suspicious first',
      params: issueParams,
      response: { 200: suspectsAnswer },
    },
    handler: async (request) => {
      const issue = await findIssue(services, request, request.params.issue_id);
      const code = await services.ownership.codeOf(issue.id);
      if (code === null) return { commit: null, exact: false, found_at: null, suspects: [] };
      const { commit, exact, found_at, suspects } = code;
      return { commit, exact, found_at, suspects: suspects.map((suspect) => ({ ...suspect })) };
    },
  });
}
