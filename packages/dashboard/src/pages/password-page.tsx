import { useState } from 'react';
import { Link } from 'react-router';
import { resetPassword } from '../api/profile.ts';
import { ActionForm } from '../components/action-form.tsx';
import { BrandMark } from '../components/brand-mark.tsx';
import { PASSWORD_LENGTH_MIN } from '../components/password-form.tsx';
import { TextField } from '../components/text-field.tsx';
import { usePageTitle } from '../state/page-title.ts';

/** What a password link opens. */
export function PasswordPage() {
  usePageTitle('New password');
  const [isDone, setDone] = useState(false);
  const token = globalThis.location.hash.slice(1);
  return (
    <main className="login">
      <div className="login-card">
        <BrandMark size={44} />
        <h1>Choose a new password</h1>
        {isDone ? (
          <p role="status">
            It is changed, and every session is ended. <Link to="/">Sign in</Link>
          </p>
        ) : (
          <ActionForm
            className="login-form"
            submit="Change password"
            action={(field) => resetPassword(token, field('password'))}
            onDone={() => setDone(true)}
          >
            <TextField
              label={`New password, at least ${PASSWORD_LENGTH_MIN} characters`}
              name="password"
              type="password"
              autoComplete="new-password"
              minLength={PASSWORD_LENGTH_MIN}
              required
            />
          </ActionForm>
        )}
      </div>
    </main>
  );
}
