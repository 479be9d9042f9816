import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import { loginMethodsQuery } from '../api/profile.ts';
import { signIn } from '../api/session.ts';
import { ActionForm } from '../components/action-form.tsx';
import { BrandMark } from '../components/brand-mark.tsx';
import { TextField } from '../components/text-field.tsx';
import { visibleText } from '../format/visible-text.ts';
import { usePageTitle } from '../state/page-title.ts';

/** What sent somebody back from the identity provider. */
const SIGN_IN_ERRORS: { readonly [code: string]: string } = {
  oidc_unknown_user: 'You have no account here. Ask for an invitation.',
  oidc_refused: 'The sign-in did not work. Try again.',
};

export function LoginPage() {
  usePageTitle('Sign in');
  const [needsCode, setNeedsCode] = useState(false);
  useEffect(() => {
    // The field appears because the server asked for it; whoever typed the password goes on there.
    if (needsCode) document.querySelector<HTMLInputElement>('input[name=otp]')?.focus();
  }, [needsCode]);
  const oidc = useQuery(loginMethodsQuery()).data?.oidc ?? null;
  const failed = new URLSearchParams(globalThis.location.search).get('sign_in_error');

  const login = async (field: (name: string) => string) => {
    const code = field('otp').trim();
    const credentials = { username: field('username'), password: field('password') };
    try {
      await signIn(code === '' ? credentials : { ...credentials, otp: code });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'otp_required') setNeedsCode(true);
      throw error;
    }
  };

  return (
    <main className="login">
      <div className="login-card">
        <BrandMark size={44} />
        <h1>Sign in to BugSage</h1>
        {failed !== null && (
          <p className="form-error" role="alert">
            {SIGN_IN_ERRORS[failed] ?? 'The identity provider cannot be used now. Try again later.'}
          </p>
        )}
        <ActionForm
          className="login-form"
          submit="Sign in"
          action={login}
          onDone={() => undefined}
          explain={explain}
        >
          <TextField
            label="Email"
            name="username"
            type="text"
            inputMode="email"
            autoComplete="username"
            required
          />
          <TextField
            label="Password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
          {needsCode && (
            <TextField
              label="Code of your authenticator app, or a recovery code"
              name="otp"
              autoComplete="one-time-code"
              required
            />
          )}
        </ActionForm>
        {oidc !== null && (
          <a className="button button-wide" href="/api/v1/auth/oidc/login">
            Sign in with {visibleText(oidc.name)}
          </a>
        )}
        <p className="login-hint">
          The first start prints the administrator’s email and password in its terminal.
        </p>
      </div>
    </main>
  );
}

function explain(error: unknown): string | null {
  if (!(error instanceof ApiError)) return null;
  if (error.code === 'otp_required') return 'Your account asks for a code as well.';
  if (error.code === 'invalid_otp') return null;
  return error.status === 400 || error.status === 401 ? 'Email or password is wrong.' : null;
}
