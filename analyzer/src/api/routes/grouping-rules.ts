import {
  fingerprint,
  parseFingerprintRules,
  parseStackTraceRules,
  type GroupingRules,
} from '@bugsage/fingerprint';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOf, requireAccess } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { InvalidRequestError } from '../problem/invalid-request-error.ts';
import { dryRunSchema, ruleVersionSchema } from '../schemas/grouping-rules.ts';
import { text } from '../schemas/text.ts';
import type { ApiServices } from '../services.ts';
import { dryRun } from './dry-run.ts';
import { projectParams } from './project-params.ts';
import { nothingToRollBack } from './rule-problems.ts';

const tags = ['grouping'];
const days = z.number().int().min(1).max(API_LIMITS.dryRunDaysMax).default(30);
const reason = text(API_LIMITS.notesLengthMax).trim().default('');
const ruleFields = {
  fingerprint_rules: z.string().max(API_LIMITS.ruleTextLengthMax).default(''),
  stack_trace_rules: z.string().max(API_LIMITS.ruleTextLengthMax).default(''),
  days,
};
const EXAMPLE = {
  fingerprint_rules: 'error.type:TimeoutError -> timeout, {{ transaction }}',
  stack_trace_rules: 'stack.function:retry* -group',
  days: 7,
};
const stateSchema = z.object({ current: ruleVersionSchema.nullable(), history: z.array(ruleVersionSchema) });

/** A project's fingerprint and stack-trace rules in Sentry's grammars: try, apply, roll back. */
export function groupingRuleRoutes(api: Api, services: ApiServices): void {
  const { rules } = services;
  const state = async (projectId: number) => ({
    current: await rules.current(projectId),
    history: await rules.history(projectId, API_LIMITS.historyMax),
  });

  api.route({
    method: 'GET',
    url: '/:project_id/grouping-rules',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getGroupingRules',
      tags,
      summary: 'The rules that count, and all versions there were',
      params: projectParams,
      response: { 200: stateSchema },
    },
    handler: async (request) => {
      requireAccess(request, request.params.project_id);
      return state(request.params.project_id);
    },
  });

  api.route({
    method: 'POST',
    url: '/:project_id/grouping-rules/dry-run',
    config: { access: 'member', example: { body: EXAMPLE } },
    bodyLimit: API_LIMITS.ruleBodyBytesMax,
    schema: {
      operationId: 'dryRunGroupingRules',
      tags,
      summary:
        'What rules would do to the stored events of the last days: splits, joins, issues; changes nothing',
      params: projectParams,
      body: z.strictObject(ruleFields),
      response: { 200: dryRunSchema },
    },
    handler: async (request) => {
      const projectId = request.params.project_id;
      requireAccess(request, projectId);
      const parsed = readRules(request.body);
      return dryRun(services, {
        projectId,
        days: request.body.days,
        fingerprint: (event) => fingerprint(event, { rules: parsed }),
      });
    },
  });

  api.route({
    method: 'PUT',
    url: '/:project_id/grouping-rules',
    config: { access: 'admin', example: { body: { ...EXAMPLE, reason: 'Timeouts by page' } } },
    bodyLimit: API_LIMITS.ruleBodyBytesMax,
    schema: {
      operationId: 'applyGroupingRules',
      tags,
      summary: 'Apply rules to new events, and to the stored ones of the last days',
      params: projectParams,
      body: z.strictObject({ ...ruleFields, reason }),
      response: { 200: stateSchema },
    },
    handler: async (request) => {
      const projectId = request.params.project_id;
      requireAccess(request, projectId);
      readRules(request.body);
      await rules.apply({ projectId, by: callerOf(request).user.email, ...request.body });
      return state(projectId);
    },
  });

  api.route({
    method: 'POST',
    url: '/:project_id/grouping-rules/rollback',
    config: { access: 'admin', example: { body: { days: 7, reason: 'Split too much' } } },
    schema: {
      operationId: 'rollBackGroupingRules',
      tags,
      summary: 'Go back to the rules before; stored events return to the issues they came from',
      params: projectParams,
      body: z.strictObject({ days, reason }),
      response: { 200: stateSchema },
    },
    handler: async (request) => {
      const projectId = request.params.project_id;
      requireAccess(request, projectId);
      const back = await rules.rollBack({ projectId, by: callerOf(request).user.email, ...request.body });
      if (back === null) throw nothingToRollBack();
      return state(projectId);
    },
  });
}

/** Throws with one error for each wrong line. */
function readRules(body: { fingerprint_rules: string; stack_trace_rules: string }): GroupingRules {
  const own = parseFingerprintRules(body.fingerprint_rules);
  const frames = parseStackTraceRules(body.stack_trace_rules);
  const errors = [
    ...(own.ok ? [] : own.errors.map((error) => ({ field: 'fingerprint_rules', ...error }))),
    ...(frames.ok ? [] : frames.errors.map((error) => ({ field: 'stack_trace_rules', ...error }))),
  ];
  if (errors.length > 0)
    throw new InvalidRequestError(
      errors.map(({ field, line, message }) => ({
        path: `${field}.${line}`,
        message: `Line ${line}: ${message}`,
      })),
      null,
    );
  return { fingerprint: own.ok ? own.rules : [], stackTrace: frames.ok ? frames.rules : [] };
}
