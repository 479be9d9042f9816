import { useQuery, useQueryClient } from '@tanstack/react-query';
import { changeName, meQuery } from '../api/profile.ts';
import { ActionForm } from '../components/action-form.tsx';
import { Busy } from '../components/busy.tsx';
import { Failure } from '../components/failure.tsx';
import { Panel } from '../components/panel.tsx';
import { PasswordForm } from '../components/password-form.tsx';
import { SecondFactorForm } from '../components/second-factor-form.tsx';
import { SessionList } from '../components/session-list.tsx';
import { SettingsNav } from '../components/settings-nav.tsx';
import { TextField } from '../components/text-field.tsx';
import { TokenPanel } from '../components/token-panel.tsx';
import { visibleText } from '../format/visible-text.ts';
import { notify } from '../state/notices.ts';
import { usePageTitle } from '../state/page-title.ts';

export function AccountPage() {
  const me = useQuery(meQuery());
  const queryClient = useQueryClient();
  usePageTitle('My account');
  return (
    <div className="settings">
      <SettingsNav />
      <h1>My account</h1>
      {me.isPending && <Busy text="Loading your account…" />}
      {me.isError && me.data === undefined && <Failure error={me.error} />}
      {me.data !== undefined && (
        <>
          <Panel title="Profile" aside={<span className="quiet">{visibleText(me.data.email)}</span>}>
            <ActionForm
              key={me.data.name}
              submit="Save name"
              action={(field) => changeName(field('name'))}
              onDone={() => {
                notify({ tone: 'done', text: 'Name saved.', undo: null });
                void queryClient.invalidateQueries({ queryKey: ['me'] });
              }}
            >
              <TextField label="Name" name="name" defaultValue={me.data.name} maxLength={200} required />
            </ActionForm>
          </Panel>
          {me.data.has_password && (
            <Panel title="Password">
              <PasswordForm />
            </Panel>
          )}
          <Panel title="Second factor">
            <SecondFactorForm isEnabled={me.data.totp_enabled} hasPassword={me.data.has_password} />
          </Panel>
          <TokenPanel />
          <Panel title="Where you are signed in">
            <SessionList />
          </Panel>
        </>
      )}
    </div>
  );
}
