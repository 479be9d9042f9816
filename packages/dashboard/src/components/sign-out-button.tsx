import { signOut } from '../api/session.ts';
import { Icon } from './icon.tsx';

export function SignOutButton() {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label="Sign out"
      title="Sign out"
      // Without a connection the cookie stays; this page is signed out all the same.
      onClick={() => void signOut().catch(() => undefined)}
    >
      <Icon name="exit" />
    </button>
  );
}
