import type { Schemas } from '@bugsage/api-client';
import { answerOf } from '../api/answer-of.ts';
import { organizationOf } from '../api/organization-of.ts';
import { withApi } from '../api/with-api.ts';
import { formatTable } from '../terminal/format-table.ts';
import { note, printResult, type Output } from '../terminal/print-result.ts';

type Organization = { readonly organization?: number };
export type InviteOptions = Output &
  Organization & { readonly role: Schemas['Invitation']['role']; readonly days: number };

export async function listUsers(options: Output & Organization): Promise<void> {
  const answer = await withApi(async (api) => {
    const params = { path: { organization_id: await organizationOf(api, options.organization) } };
    return answerOf(api.GET('/api/v1/organizations/{organization_id}/members', { params }));
  });
  printResult(options, answer, ({ members }) =>
    formatTable(
      ['USER', 'ROLE', 'SECOND FACTOR', 'E-MAIL', 'NAME'],
      members.map((one) => [one.user_id, one.role, one.totp_enabled ? 'on' : 'off', one.email, one.name]),
    ),
  );
}

/** The link goes to stdout alone, so that a script can hand it on. Without an address it is for whoever has it. */
export async function inviteUser(email: string | undefined, options: InviteOptions): Promise<void> {
  const { role, days: expires_in_days } = options;
  const invitation = await withApi(async (api) => {
    const params = { path: { organization_id: await organizationOf(api, options.organization) } };
    const body = { email: email ?? null, role, expires_in_days };
    return answerOf(api.POST('/api/v1/organizations/{organization_id}/invitations', { params, body }));
  });
  note(`Good for one ${role} until ${invitation.expires_at}; it is shown only now:`);
  printResult(options, invitation, ({ url }) => url);
}
