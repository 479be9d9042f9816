import { useMutation } from '@tanstack/react-query';
import { ApiError, describeFailure } from '../api/api-error.ts';
import { signIn } from '../api/session.ts';
import { BrandMark } from '../components/brand-mark.tsx';
import { usePageTitle } from '../state/page-title.ts';

export function LoginPage() {
  usePageTitle('Sign in');
  const login = useMutation({ mutationFn: signIn });

  const submit = (form: HTMLFormElement) => {
    const data = new FormData(form);
    login.mutate({ username: text(data.get('username')), password: text(data.get('password')) });
  };

  return (
    <main className="login">
      <form
        className="login-card"
        onSubmit={(event) => {
          event.preventDefault();
          submit(event.currentTarget);
        }}
      >
        <BrandMark size={44} />
        <h1>Sign in to BugSage</h1>
        <label className="field">
          <span>Email</span>
          <input
            className="input"
            name="username"
            type="text"
            inputMode="email"
            autoComplete="username"
            required
          />
        </label>
        <label className="field">
          <span>Password</span>
          <input className="input" name="password" type="password" autoComplete="current-password" required />
        </label>
        <p className="form-error" role="alert">
          {login.isError && explain(login.error)}
        </p>
        <button type="submit" className="button button-primary button-wide" disabled={login.isPending}>
          {login.isPending ? 'Signing in…' : 'Sign in'}
        </button>
        <p className="login-hint">
          The first start prints the administrator’s email and password in its terminal.
        </p>
      </form>
    </main>
  );
}

function explain(error: unknown): string {
  const isWrong = error instanceof ApiError && (error.status === 400 || error.status === 401);
  return isWrong ? 'Email or password is wrong.' : describeFailure(error);
}

function text(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}
