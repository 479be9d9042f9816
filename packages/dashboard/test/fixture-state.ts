import type { Analysis, Fix, FingerprintedEvent, Issue, Project } from '@bugsage/core';
import type { Health } from '../src/api/health.ts';
import { createAnalysis } from './fixtures/analysis.ts';
import { createEvent, EVENT_IDS } from './fixtures/events.ts';
import { createFixes } from './fixtures/fixes.ts';
import { createIssues } from './fixtures/issues.ts';
import { createProjects } from './fixtures/projects.ts';

/** What the server answers from; requests that change something change it here. */
export type FixtureState = {
  issues: Issue[];
  fixes: Fix[];
  projects: Project[];
  health: Health;
  readonly analysisOf: (issue: Issue) => Analysis | null;
  readonly events: readonly FingerprintedEvent[];
};

export function createState(): FixtureState {
  return {
    issues: createIssues(),
    fixes: createFixes(),
    projects: createProjects(),
    health: { status: 'ok', reasons: [] },
    analysisOf: (issue) => (issue.analysis_confidence === null ? null : createAnalysis(issue.id)),
    events: EVENT_IDS.map(createEvent),
  };
}
