import { useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useNavigate } from 'react-router';
import { joinOrganization, showInvitation } from '../api/profile.ts';
import { acceptInvitation, currentPhase, refreshSession, subscribeToSession } from '../api/session.ts';
import { ActionForm } from '../components/action-form.tsx';
import { BrandMark } from '../components/brand-mark.tsx';
import { Busy } from '../components/busy.tsx';
import { Failure } from '../components/failure.tsx';
import { PASSWORD_LENGTH_MIN } from '../components/password-form.tsx';
import { TextField } from '../components/text-field.tsx';
import { visibleText } from '../format/visible-text.ts';
import { usePageTitle } from '../state/page-title.ts';

/** What an invitation link opens. The secret is behind `#` and goes to the server in a body only. */
export function InvitationPage() {
  usePageTitle('Invitation');
  const token = globalThis.location.hash.slice(1);
  const navigate = useNavigate();
  const phase = useSyncExternalStore(subscribeToSession, currentPhase);
  useEffect(() => {
    if (phase === 'unknown') void refreshSession();
  }, [phase]);
  const offer = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => showInvitation(token),
    retry: false,
    staleTime: Infinity,
  });
  const enter = () => void navigate('/', { replace: true });
  return (
    <main className="login">
      <div className="login-card">
        <BrandMark size={44} />
        <h1>
          {offer.data === undefined ? 'Invitation' : `Join ${visibleText(offer.data.organization_name)}`}
        </h1>
        {offer.isPending && <Busy text="Reading the invitation…" />}
        {offer.isError && <Failure error={offer.error} />}
        {offer.data !== undefined && (
          <>
            <p className="quiet">
              {visibleText(offer.data.invited_by)} invites you as {offer.data.role}.
            </p>
            {phase === 'signed_in' ? (
              <ActionForm
                className="login-form"
                submit="Join with my account"
                action={() => joinOrganization(token)}
                onDone={enter}
              >
                {null}
              </ActionForm>
            ) : (
              <ActionForm
                className="login-form"
                submit="Make my account"
                action={(field) =>
                  acceptInvitation({
                    token,
                    email: field('email'),
                    name: field('name'),
                    password: field('password'),
                  })
                }
                onDone={enter}
              >
                <TextField
                  label="Email"
                  name="email"
                  type="email"
                  autoComplete="username"
                  defaultValue={offer.data.email ?? ''}
                  readOnly={offer.data.email !== null}
                  required
                />
                <TextField label="Name" name="name" autoComplete="name" maxLength={200} required />
                <TextField
                  label={`Password, at least ${PASSWORD_LENGTH_MIN} characters`}
                  name="password"
                  type="password"
                  autoComplete="new-password"
                  minLength={PASSWORD_LENGTH_MIN}
                  required
                />
              </ActionForm>
            )}
          </>
        )}
      </div>
    </main>
  );
}
