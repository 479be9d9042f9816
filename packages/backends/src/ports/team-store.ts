export type Team = {
  readonly id: number;
  readonly organization_id: number;
  readonly name: string;
  readonly slug: string;
  readonly members: readonly string[];
  readonly projects: readonly number[];
};

/**
 * Groups of an organization's people. A project without a team is open to the whole organization; a project of teams to
 * their members, and to admins and owners. Changes answer null when team, member or project is not of the organization.
 */
export type TeamStore = {
  listOf(organizationId: number): Promise<Team[]>;
  /** Throws `conflict` `name_taken`. */
  create(organizationId: number, name: string): Promise<Team>;
  rename(organizationId: number, teamId: number, name: string): Promise<Team | null>;
  remove(organizationId: number, teamId: number): Promise<boolean>;
  setMember(change: TeamChange & { readonly userId: string }): Promise<Team | null>;
  setProject(change: TeamChange & { readonly projectId: number }): Promise<Team | null>;
};

export type TeamChange = {
  readonly organizationId: number;
  readonly teamId: number;
  /** Whether it belongs to the team afterwards. */
  readonly belongs: boolean;
};
