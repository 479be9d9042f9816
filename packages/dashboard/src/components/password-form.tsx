import { changePassword } from '../api/profile.ts';
import { notify } from '../state/notices.ts';
import { ActionForm } from './action-form.tsx';
import { TextField } from './text-field.tsx';

export const PASSWORD_LENGTH_MIN = 10;

export function PasswordForm() {
  return (
    <ActionForm
      submit="Change password"
      action={(field) => changePassword(field('current_password'), field('new_password'))}
      onDone={() =>
        notify({ tone: 'done', text: 'Password changed. You are signed out everywhere else.', undo: null })
      }
    >
      <TextField
        label="Present password"
        name="current_password"
        type="password"
        autoComplete="current-password"
        required
      />
      <TextField
        label={`New password, at least ${PASSWORD_LENGTH_MIN} characters`}
        name="new_password"
        type="password"
        autoComplete="new-password"
        minLength={PASSWORD_LENGTH_MIN}
        required
      />
    </ActionForm>
  );
}
