import type { Role, User } from '@bugsage/backends';
import { BugSageError, type Configuration } from '@bugsage/core';
import { API_LIMITS } from '../../limits.ts';
import type { ApiServices } from '../../services.ts';
import type { OidcIdentity } from './sign-in.ts';

/** The organization of an installation that never made another one. */
const FIRST_ORGANIZATION = 1;

/**
 * The account of somebody the provider vouches for: the one linked before, else the one with the same verified address,
 * which is linked from now on, else a new one where the operator allows it. Throws `oidc_unknown_user`.
 */
export async function userOfIdentity(
  { identities, users, organizations, configuration }: ApiServices,
  identity: OidcIdentity,
): Promise<User> {
  const linked = await identities.find(identity);
  if (linked !== null) return linked;
  const { email } = identity;
  if (email === null) throw unknownUser('the identity provider gives no verified e-mail address');
  const known = await users.findByEmail(email);
  if (known !== null) {
    await identities.link({ ...identity, userId: known.id });
    return known;
  }
  const role = signUpRole(configuration, email);
  if (role === null) throw unknownUser(`nobody here has the address ${email}`);
  const name = (identity.name ?? email).replaceAll(/\p{Cc}/gu, '').slice(0, API_LIMITS.nameLengthMax);
  const user = await users.create({ email, name, password_hash: null });
  await identities.link({ ...identity, userId: user.id });
  await organizations.setRole(FIRST_ORGANIZATION, user.id, role);
  return user;
}

function signUpRole(configuration: Configuration, email: string): Role | null {
  const { BUGSAGE_OIDC_SIGN_UP_ROLE: role, BUGSAGE_OIDC_SIGN_UP_DOMAINS: domains } = configuration;
  if (role === 'none') return null;
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return domains.length === 0 || domains.some((allowed) => allowed.toLowerCase() === domain) ? role : null;
}

function unknownUser(why: string): BugSageError {
  return new BugSageError({
    kind: 'forbidden',
    code: 'oidc_unknown_user',
    message: `You are signed in at the identity provider, but ${why}. Ask for an invitation.`,
  });
}
