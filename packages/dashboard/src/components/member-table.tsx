import { useMutation, useQueryClient } from '@tanstack/react-query';
import { describeFailure } from '../api/api-error.ts';
import { changeRole, removeMember, ROLES, type Member, type Role } from '../api/organization.ts';
import { visibleText } from '../format/visible-text.ts';
import { notify } from '../state/notices.ts';
import { ActionTable } from './action-table.tsx';
import { RowButton } from './row-button.tsx';

type Properties = {
  readonly organizationId: number;
  readonly members: readonly Member[];
  /** Of the one who looks; nobody changes what is above them. */
  readonly ownRole: Role;
  readonly ownId: string;
};

export function MemberTable({ organizationId, members, ownRole, ownId }: Properties) {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['organizations', organizationId] });
  const change = useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) => changeRole(organizationId, id, role),
    onError: (error) => notify({ tone: 'failed', text: describeFailure(error), undo: null }),
    onSettled: refresh,
  });
  const grantable = ROLES.slice(0, ROLES.indexOf(ownRole) + 1);
  const mayChange = (member: Member) =>
    ROLES.indexOf(ownRole) >= ROLES.indexOf('admin') &&
    grantable.includes(member.role) &&
    member.user_id !== ownId;
  return (
    <ActionTable label="Members" columns={['Name', 'Email', 'Second factor', 'Role']} hasActions>
      {members.map((member) => (
        <tr key={member.user_id}>
          <td className="cell-long">{visibleText(member.name)}</td>
          <td className="cell-long">{visibleText(member.email)}</td>
          <td>{member.totp_enabled ? 'on' : 'off'}</td>
          <td>
            {mayChange(member) ? (
              <select
                className="select"
                aria-label={`Role of ${visibleText(member.name)}`}
                value={member.role}
                onChange={(event) =>
                  change.mutate({ id: member.user_id, role: event.currentTarget.value as Role })
                }
              >
                {grantable.map((role) => (
                  <option key={role}>{role}</option>
                ))}
              </select>
            ) : (
              member.role
            )}
          </td>
          <td className="cell-end">
            {mayChange(member) && (
              <RowButton
                word="Remove"
                label={`Remove ${visibleText(member.name)}`}
                action={() => removeMember(organizationId, member.user_id)}
                onDone={refresh}
              />
            )}
          </td>
        </tr>
      ))}
    </ActionTable>
  );
}
