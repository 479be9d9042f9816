import type { Role } from './account-store.ts';

/** Times are ISO 8601. The link holds a secret that is stored hashed. */
export type Invitation = {
  readonly id: string;
  readonly organization_id: number;
  /** Null: whoever has the link. */
  readonly email: string | null;
  readonly role: Role;
  readonly invited_by: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly accepted_at: string | null;
  readonly accepted_by: string | null;
};

export type NewInvitation = Pick<Invitation, 'organization_id' | 'email' | 'role' | 'invited_by'> & {
  readonly hash: string;
  /** Unix milliseconds. */
  readonly expiresAt: number;
};

/** Invitations count once, until they expire, are revoked, or their organization is gone. */
export type InvitationStore = {
  create(invitation: NewInvitation): Promise<Invitation>;
  /** Newest first, accepted ones included. */
  listOf(organizationId: number): Promise<Invitation[]>;
  revoke(organizationId: number, invitationId: string): Promise<boolean>;
  /** The invitation of a link when it still counts, with the name of its organization. */
  find(hash: string): Promise<(Invitation & { readonly organization_name: string }) | null>;
  /** Spends the link and makes the user a member in one transaction; a higher role the user has already stays. */
  accept(hash: string, user: { id: string; email: string }): Promise<Invitation | null>;
};
