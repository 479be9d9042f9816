import type { Role } from './account-store.ts';

/** Times are ISO 8601. */
export type Organization = {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  /** Events a minute of all its projects; null takes the configured default, 0 is no limit. */
  readonly events_per_minute: number | null;
  readonly created_at: string;
};

export type OrganizationPatch = { readonly name?: string; readonly events_per_minute?: number | null };

export type Member = {
  readonly user_id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly totp_enabled: boolean;
  readonly teams: readonly number[];
};

export type OrganizationRole = { readonly organization_id: number; readonly role: Role };

/** Organizations and who belongs to them. An organization always has an owner: `conflict` `last_owner` otherwise. */
export type OrganizationStore = {
  get(organizationId: number): Promise<Organization | null>;
  list(organizationIds: readonly number[]): Promise<Organization[]>;
  /** Throws `conflict` `name_taken`. */
  create(organization: { name: string; ownerId: string }): Promise<Organization>;
  update(organizationId: number, patch: OrganizationPatch): Promise<Organization | null>;
  /** Ends the organization for everybody: nobody is a member any more, its ingest keys are disabled. */
  remove(organizationId: number): Promise<boolean>;
  rolesOf(userId: string): Promise<OrganizationRole[]>;
  members(organizationId: number): Promise<Member[]>;
  /** Adds a member or changes the role. */
  setRole(organizationId: number, userId: string, role: Role): Promise<void>;
  removeMember(organizationId: number, userId: string): Promise<boolean>;
};
