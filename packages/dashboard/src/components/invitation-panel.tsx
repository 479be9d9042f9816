import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { invitationsQuery, invite, revokeInvitation, ROLES, type Role } from '../api/organization.ts';
import { visibleText } from '../format/visible-text.ts';
import { ActionForm } from './action-form.tsx';
import { Panel } from './panel.tsx';
import { RelativeTime } from './relative-time.tsx';
import { RowButton } from './row-button.tsx';
import { SecretOnce } from './secret-once.tsx';
import { TextField } from './text-field.tsx';
import { Choice } from './token-panel.tsx';

type Properties = { readonly organizationId: number; readonly ownRole: Role };

/** Links that make somebody a member, once. */
export function InvitationPanel({ organizationId, ownRole }: Properties) {
  const [link, setLink] = useState<string | null>(null);
  const invitations = useQuery(invitationsQuery(organizationId)).data ?? [];
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['organizations', organizationId] });
  const waiting = invitations.filter((row) => row.accepted_at === null);
  const grantable = ROLES.slice(0, ROLES.indexOf(ownRole) + 1);
  return (
    <Panel title="Invitations">
      {waiting.length > 0 && (
        <ul className="plain-list">
          {waiting.map((row) => (
            <li key={row.id} className="plain-row">
              <span className="cell-long">
                {row.email === null ? 'Whoever has the link' : visibleText(row.email)} as {row.role}, by{' '}
                {visibleText(row.invited_by)}, <RelativeTime at={row.created_at} />
              </span>
              <RowButton
                word="Revoke"
                label={`Revoke the invitation of ${row.email === null ? 'whoever has the link' : visibleText(row.email)}`}
                action={() => revokeInvitation(organizationId, row.id)}
                onDone={refresh}
              />
            </li>
          ))}
        </ul>
      )}
      {link !== null && (
        <SecretOnce
          secret={link}
          label="invitation link"
          hint="Send this link to whom you invite. It counts once, for seven days, and is shown now only."
        />
      )}
      <ActionForm
        className="form form-row"
        submit="Invite"
        action={(field) =>
          invite(organizationId, {
            email: field('email'),
            role: ROLES.find((role) => role === field('role')) ?? 'viewer',
          })
        }
        onDone={({ url }) => {
          setLink(url);
          void refresh();
        }}
      >
        <TextField label="Email (empty: whoever has the link)" name="email" type="email" autoComplete="off" />
        <Choice label="As" name="role" choices={grantable.map((role) => [role, role])} />
      </ActionForm>
    </Panel>
  );
}
