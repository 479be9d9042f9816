import type {
  ApiTokenStore,
  AuditLog,
  IdentityStore,
  InvitationStore,
  OrganizationStore,
  ProjectStore,
  SecondFactorStore,
  SessionStore,
  TeamStore,
  UserStore,
} from '../../ports/index.ts';
import type { Sql } from '../postgres-client.ts';
import { openPostgresApiTokenStore } from './postgres-api-token-store.ts';
import { openPostgresAuditLog } from './postgres-audit-log.ts';
import { openPostgresInvitationStore } from './postgres-invitation-store.ts';
import { openPostgresOrganizationStore } from './postgres-organization-store.ts';
import { openPostgresProjectStore } from './postgres-project-store.ts';
import { openPostgresSecondFactorStore } from './postgres-second-factor-store.ts';
import { openPostgresSessionStore } from './postgres-session-store.ts';
import { openPostgresTeamStore } from './postgres-team-store.ts';
import { openPostgresIdentityStore, openPostgresUserStore } from './postgres-user-store.ts';

/** The stores about who may do what. */
export type People = {
  readonly users: UserStore;
  readonly secondFactors: SecondFactorStore;
  readonly identities: IdentityStore;
  readonly sessions: SessionStore;
  readonly apiTokens: ApiTokenStore;
  readonly organizations: OrganizationStore;
  readonly teams: TeamStore;
  readonly invitations: InvitationStore;
  readonly projects: ProjectStore;
  readonly audit: AuditLog;
};

export function openPeople(sql: Sql): People {
  return {
    users: openPostgresUserStore(sql),
    secondFactors: openPostgresSecondFactorStore(sql),
    identities: openPostgresIdentityStore(sql),
    sessions: openPostgresSessionStore(sql),
    apiTokens: openPostgresApiTokenStore(sql),
    organizations: openPostgresOrganizationStore(sql),
    teams: openPostgresTeamStore(sql),
    invitations: openPostgresInvitationStore(sql),
    projects: openPostgresProjectStore(sql),
    audit: openPostgresAuditLog(sql),
  };
}
