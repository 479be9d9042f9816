import {
  analysisSchema,
  fixSchema,
  issueLinkSchema,
  issueSchema,
  receivedWebhookSchema,
  projectSchema,
  verificationSchema,
} from '@bugsage/core';
import { z } from 'zod';
import { problemSchema } from '../problem/problem.ts';
import {
  accountSchema,
  apiTokenSchema,
  auditEntrySchema,
  invitationSchema,
  memberSchema,
  organizationSchema,
  sessionSchema,
  teamSchema,
  tokenPairSchema,
  userSchema,
} from '../schemas/account.ts';
import { artifactBundleSchema, artifactFileSchema } from '../schemas/artifact.ts';
import { eventSchema, eventSummarySchema, groupingSchema } from '../schemas/event.ts';
import { dryRunSchema, ruleVersionSchema } from '../schemas/grouping-rules.ts';
import { shownIntegrationSchema } from '../schemas/integration.ts';
import { projectDetailSchema } from '../schemas/project.ts';
import { statisticsSchema } from '../schemas/statistics.ts';
import { timeSeriesSchema } from '../schemas/time-series.ts';

/** The named schemas of the OpenAPI document. */
export const componentSchemas = z.registry<{ id: string }>();

const NAMED = {
  Account: accountSchema,
  AuditEntry: auditEntrySchema,
  Invitation: invitationSchema,
  Member: memberSchema,
  Session: sessionSchema,
  Team: teamSchema,
  Analysis: analysisSchema,
  ApiToken: apiTokenSchema,
  ArtifactBundle: artifactBundleSchema,
  ArtifactFile: artifactFileSchema,
  DryRun: dryRunSchema,
  Event: eventSchema,
  EventSummary: eventSummarySchema,
  Fix: fixSchema,
  Grouping: groupingSchema,
  GroupingRules: ruleVersionSchema,
  Integration: shownIntegrationSchema,
  Issue: issueSchema,
  IssueLink: issueLinkSchema,
  Organization: organizationSchema,
  Problem: problemSchema,
  Project: projectSchema,
  ProjectDetail: projectDetailSchema,
  ReceivedWebhook: receivedWebhookSchema,
  Statistics: statisticsSchema,
  TimeSeries: timeSeriesSchema,
  TokenPair: tokenPairSchema,
  User: userSchema,
  Verification: verificationSchema,
};

for (const [id, schema] of Object.entries(NAMED)) componentSchemas.add(schema, { id });
