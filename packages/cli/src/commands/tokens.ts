import type { Schemas } from '@bugsage/api-client';
import { answerOf } from '../api/answer-of.ts';
import { withApi } from '../api/with-api.ts';
import { formatTable } from '../terminal/format-table.ts';
import { note, printResult, type Output } from '../terminal/print-result.ts';

export type CreateOptions = Output & {
  readonly scope: Schemas['ApiToken']['scopes'];
  readonly project?: number[];
  readonly days?: number;
};

export async function listTokens(output: Output): Promise<void> {
  const answer = await withApi((api) => answerOf(api.GET('/api/v1/tokens')));
  printResult(output, answer, ({ tokens }) =>
    tokens.length === 0
      ? 'No API tokens.'
      : formatTable(
          ['TOKEN', 'BEGINS', 'SCOPES', 'EXPIRES', 'LAST USED', 'NAME'],
          tokens.map((one) => [
            one.id,
            one.prefix,
            one.scopes.join(' '),
            one.expires_at,
            one.last_used_at,
            one.name,
          ]),
        ),
  );
}

/** The token goes to stdout alone, so that a script can keep it. */
export async function createToken(name: string, options: CreateOptions): Promise<void> {
  const { scope: scopes, project: project_ids = null, days: expires_in_days = null } = options;
  const body = { name, scopes, project_ids, expires_in_days };
  const made = await withApi((api) => answerOf(api.POST('/api/v1/tokens', { body })));
  note(`Token ${made.id}, good ${expiryOf(made.expires_at)}; it is shown only now:`);
  printResult(options, made, ({ token }) => token);
}

export async function revokeToken(token_id: string, output: Output): Promise<void> {
  const params = { path: { token_id } };
  await withApi((api) => answerOf(api.DELETE('/api/v1/tokens/{token_id}', { params })));
  printResult(output, { revoked: token_id }, ({ revoked }) => `Revoked ${revoked}.`);
}

function expiryOf(expires_at: string | null): string {
  return expires_at === null ? 'until it is revoked' : `until ${expires_at}`;
}
