import { ALERT_TRIGGERS, alertRuleSchema, SEVERITIES } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { requireAccess } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { EXAMPLE_IDS } from '../openapi/example-ids.ts';
import { notFound } from '../problem/not-found.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';
import { projectIdQuery } from './issue-requests.ts';

const tags = ['alerts'];
const projectParams = z.strictObject({ project_id: projectIdQuery });
const ruleParams = projectParams.extend({ rule_id: z.uuid() });
const { threshold, velocity, quiet_hours, channel_ids } = alertRuleSchema.shape;

const ruleBody = z
  .strictObject({
    name: text(API_LIMITS.nameLengthMax).trim().min(1),
    enabled: z.boolean().default(true),
    triggers: z.array(z.enum(ALERT_TRIGGERS)).min(1).max(ALERT_TRIGGERS.length),
    severity_min: z.enum(SEVERITIES).default('low'),
    environment: text(API_LIMITS.nameLengthMax).nullable().default(null),
    threshold: threshold.default(null),
    velocity: velocity.default(null),
    quiet_hours: quiet_hours.default(null),
    channel_ids,
  })
  .refine((rule) => rule.triggers.includes('threshold') === (rule.threshold !== null), {
    path: ['threshold'],
    message: 'The trigger `threshold` and the field `threshold` need each other',
  })
  .refine((rule) => rule.triggers.includes('velocity') === (rule.velocity !== null), {
    path: ['velocity'],
    message: 'The trigger `velocity` and the field `velocity` need each other',
  });

const example = {
  body: {
    name: 'Back in production',
    triggers: ['regression', 'escalation'],
    severity_min: 'high',
    environment: 'production',
    channel_ids: [EXAMPLE_IDS.channel_id],
  },
};

/** Which events of an issue's life are told to which channels. */
export function alertRuleRoutes(api: Api, { alertRules }: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/:project_id/alerts',
    config: { access: 'viewer' },
    schema: {
      operationId: 'listAlertRules',
      tags,
      summary: 'Alert rules of a project',
      params: projectParams,
      response: { 200: z.object({ rules: z.array(alertRuleSchema) }) },
    },
    handler: async (request) => {
      requireAccess(request, request.params.project_id);
      return { rules: await alertRules.list(request.params.project_id) };
    },
  });

  api.route({
    method: 'POST',
    url: '/:project_id/alerts',
    config: { access: 'member', example },
    schema: {
      operationId: 'createAlertRule',
      tags,
      summary: 'Add an alert rule',
      params: projectParams,
      body: ruleBody,
      response: { 201: alertRuleSchema },
    },
    handler: async (request, reply) => {
      const { project_id } = request.params;
      requireAccess(request, project_id);
      reply.code(201);
      return alertRules.create({ project_id, ...request.body });
    },
  });

  api.route({
    method: 'PUT',
    url: '/:project_id/alerts/:rule_id',
    config: { access: 'member', example },
    schema: {
      operationId: 'replaceAlertRule',
      tags,
      summary: 'Replace an alert rule',
      params: ruleParams,
      body: ruleBody,
      response: { 200: alertRuleSchema },
    },
    handler: async (request) => {
      const { project_id, rule_id } = request.params;
      requireAccess(request, project_id);
      if ((await alertRules.get(project_id, rule_id)) === null) throw notFound('rule');
      const rule = await alertRules.replace(rule_id, { project_id, ...request.body });
      if (rule === null) throw notFound('rule');
      return rule;
    },
  });

  api.route({
    method: 'DELETE',
    url: '/:project_id/alerts/:rule_id',
    config: { access: 'member' },
    schema: {
      operationId: 'deleteAlertRule',
      tags,
      summary: 'Delete an alert rule',
      params: ruleParams,
      response: { 204: z.undefined().describe('Deleted') },
    },
    handler: async (request, reply) => {
      const { project_id, rule_id } = request.params;
      requireAccess(request, project_id);
      if (!(await alertRules.remove(project_id, rule_id))) throw notFound('rule');
      return reply.code(204).send();
    },
  });
}
