import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { scopeOf } from '../auth/caller.ts';
import type { ApiServices } from '../services.ts';
import { projectIdQuery } from './issue-requests.ts';

const count = z.int().nonnegative();

const ledgerRowSchema = z.object({
  /** A template of the deterministic engine, or `model`. */
  origin: z.string(),
  /** Name of the model; empty for templates. */
  model: z.string(),
  fixes: count,
  verified: count,
  plausible: count,
  refuted: count,
  /** Candidates that were tried and refuted; they are never shown. */
  candidates_refuted: count,
  applied: count,
  rolled_back: count,
  /** Applied, deployed and quiet since. */
  fixed: count,
  /** Applied and deployed, and the error came back. */
  recurred: count,
});

export function fixLedgerRoutes(api: Api, { fixes }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/ledger',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getFixLedger',
      tags: ['fixes'],
      summary: 'How often rules and models were right, by what came of their fixes',
      querystring: z.strictObject({ project_id: projectIdQuery.exactOptional() }),
      response: { 200: z.object({ ledger: z.array(ledgerRowSchema) }) },
    },
    handler: async (request) => ({ ledger: await fixes.ledger(scopeOf(request, request.query.project_id)) }),
  });
}
