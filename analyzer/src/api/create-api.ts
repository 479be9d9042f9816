import Fastify, { LogController, type FastifyBaseLogger } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Api } from './api-instance.ts';
import { auditChanges } from './auth/audit.ts';
import { authenticate } from './auth/authenticate.ts';
import { createLoginLimits } from './auth/login-limits.ts';
import { openOidcSignIn } from './auth/oidc/sign-in.ts';
import { createRefreshCookie } from './auth/refresh-cookie.ts';
import { createSecondFactor } from './auth/second-factor.ts';
import { createSessions } from './auth/sessions.ts';
import { createTokens, type Tokens } from './auth/tokens.ts';
import { serveDashboard } from './dashboard-files.ts';
import { API_LIMITS } from './limits.ts';
import { describeApi, documentRoute } from './openapi/document.ts';
import { liveRoutes } from './live/live-routes.ts';
import { answerMalformedHttp, answerProblems, sendProblem } from './problem/answer-problems.ts';
import { problemOf } from './problem/error-table.ts';
import { requestId, traceRequests } from './request-ids.ts';
import { applyRouteDefaults } from './route-defaults.ts';
import { collectRoutes } from './route-table.ts';
import { alertRuleRoutes } from './routes/alert-rules.ts';
import { analyticsRoutes, tagAnalyticsRoutes } from './routes/analytics.ts';
import { artifactRoutes } from './routes/artifacts.ts';
import { authRoutes, type AuthParts } from './routes/auth.ts';
import { channelRoutes } from './routes/channels.ts';
import { dropRoutes } from './routes/drops.ts';
import { errorRoutes } from './routes/errors.ts';
import { eventSearchRoutes } from './routes/event-search.ts';
import { exportRoutes } from './routes/exports.ts';
import { fixActionRoutes } from './routes/fix-actions.ts';
import { fixLedgerRoutes } from './routes/fix-ledger.ts';
import { fixRoutes } from './routes/fixes.ts';
import { projectSecretRoutes } from './routes/project-secrets.ts';
import { receivedWebhookRoutes } from './routes/received-webhooks.ts';
import { groupingRuleRoutes } from './routes/grouping-rules.ts';
import { integrationRoutes } from './routes/integrations.ts';
import { issueRoutes } from './routes/issues.ts';
import { oidcRoutes } from './routes/oidc.ts';
import { operationRoutes } from './routes/operations.ts';
import { organizationRoutes } from './routes/organizations.ts';
import { ownershipRoutes } from './routes/ownership.ts';
import { projectRoutes } from './routes/projects.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { auditLogRoutes } from './routes/audit-log.ts';
import { linkRoutes } from './routes/auth-links.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { memberRoutes } from './routes/members.ts';
import { profileRoutes } from './routes/profile.ts';
import { savedViewRoutes } from './routes/saved-views.ts';
import { secondFactorRoutes } from './routes/second-factor.ts';
import { teamRoutes } from './routes/teams.ts';
import { userRoutes } from './routes/users.ts';
import { releaseToolRoutes } from './release-tools/index.ts';
import { releaseHealthRoutes } from './routes/release-health.ts';
import { releaseRoutes } from './routes/releases.ts';
import { secure } from './security.ts';
import type { ApiServices } from './services.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';
import { compileValidator } from './validation.ts';

/** The REST API and dashboard, not listening yet. `routeTable` of the instance lists its routes. */
export async function createApi(services: ApiServices): Promise<Api> {
  const api = openServer(services);
  collectRoutes(api);
  applyRouteDefaults(api);
  traceRequests(api);
  answerProblems(api);
  await secure(api, services.configuration);
  await describeApi(api);
  operationRoutes(api, services);
  await mountVersion1(api, services);
  await serveDashboard(api, services.dashboardDirectory);
  await api.ready();
  return api;
}

function openServer({ configuration, logger }: ApiServices): Api {
  const loggerInstance: FastifyBaseLogger = logger;
  const api = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: API_LIMITS.bodyBytesMax,
    requestTimeout: API_LIMITS.requestTimeoutMs,
    genReqId: requestId,
    // Only a proxy on this machine may say who the caller is, and only where one was configured.
    trustProxy: configuration.BUGSAGE_PUBLIC_URL === undefined ? false : 'loopback',
    clientErrorHandler: answerMalformedHttp,
    frameworkErrors: (error, _request, reply) => {
      void sendProblem(reply, problemOf(error));
    },
    // A stop must not wait for idle dashboards.
    forceCloseConnections: 'idle',
  }).withTypeProvider<ZodTypeProvider>();
  api.setValidatorCompiler(compileValidator);
  api.setSerializerCompiler(serializerCompiler);
  return api;
}

async function mountVersion1(api: Api, services: ApiServices): Promise<void> {
  const { parts, tokens } = await openAuthentication(api, services);
  const oidc = openOidcSignIn(services);
  api.addHook('onClose', async () => oidc?.close());
  await api.register(
    async (version1: Api) => {
      authenticate(version1, { people: services, tokens });
      auditChanges(version1, services.audit);
      documentRoute(version1);
      const mount = (prefix: string, routes: (child: Api) => void) =>
        version1.register(async (child: Api) => routes(child), { prefix });
      await mount('/auth', (child) => authRoutes(child, parts));
      await mount('/auth', (child) => {
        linkRoutes(child, services, parts);
        oidcRoutes(child, services, { ...parts, oidc });
      });
      await mount('/users/me', (child) => profileRoutes(child, services, parts.limits));
      await mount('/users/me/totp', (child) => secondFactorRoutes(child, services, parts));
      await mount('/users', (child) => userRoutes(child, services));
      await mount('/tokens', (child) => tokenRoutes(child, services));
      await mount('/organizations', (child) => {
        organizationRoutes(child, services);
        memberRoutes(child, services);
        invitationRoutes(child, services);
        teamRoutes(child, services);
        auditLogRoutes(child, services);
        savedViewRoutes(child, services);
      });
      await mount('/projects', (child) => projectRoutes(child, services));
      await mount('/projects', (child) => artifactRoutes(child, services));
      await mount('/projects', (child) => groupingRuleRoutes(child, services));
      await mount('/projects', (child) => releaseRoutes(child, services));
      await mount('/projects', (child) => releaseHealthRoutes(child, services));
      await mount('/projects', (child) => ownershipRoutes(child, services));
      await mount('/projects', (child) => alertRuleRoutes(child, services));
      await mount('/projects', (child) => channelRoutes(child, services));
      await mount('/projects', (child) => dropRoutes(child, services));
      await mount('/projects', (child) => integrationRoutes(child, services));
      await mount('/projects', (child) => receivedWebhookRoutes(child, services));
      await mount('/webhooks', (child) => webhookRoutes(child, services));
      await mount('/issues', (child) => issueRoutes(child, services));
      await mount('/errors', (child) => errorRoutes(child, services));
      await mount('/fixes', (child) => fixRoutes(child, services));
      await mount('/fixes', (child) => fixActionRoutes(child, services));
      await mount('/fixes', (child) => fixLedgerRoutes(child, services));
      await mount('/projects', (child) => projectSecretRoutes(child, services));
      await mount('/analytics', (child) => {
        analyticsRoutes(child, services);
        tagAnalyticsRoutes(child, services);
      });
      await mount('/exports', (child) => exportRoutes(child, services));
      await mount('/search', (child) => eventSearchRoutes(child, services));
      await version1.register(async (child: Api) =>
        liveRoutes(child, services, { people: services, tokens }),
      );
    },
    { prefix: '/api/v1' },
  );
  await api.register(
    async (tools: Api) => {
      authenticate(tools, { people: services, tokens });
      await releaseToolRoutes(tools, services);
    },
    { prefix: '/api/0' },
  );
}

async function openAuthentication(
  api: Api,
  services: ApiServices,
): Promise<{ parts: AuthParts; tokens: Tokens }> {
  const { configuration, secretKey, now } = services;
  const lifetimes = {
    accessSeconds: configuration.BUGSAGE_ACCESS_TOKEN_SECONDS,
    refreshSeconds: configuration.BUGSAGE_REFRESH_TOKEN_SECONDS,
  };
  const tokens = createTokens({ secretKey, now, ...lifetimes });
  const secondFactor = createSecondFactor({ store: services.secondFactors, secretKey, now });
  const { users, sessions } = services;
  const parts: AuthParts = {
    sessions: createSessions({ users, sessions, secondFactor, tokens, now, ...lifetimes }),
    cookie: createRefreshCookie(configuration),
    limits: await createLoginLimits(api),
    secondFactor,
    audit: services.audit,
    users,
  };
  return { parts, tokens };
}
