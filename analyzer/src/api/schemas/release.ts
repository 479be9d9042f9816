import { deploySchema, releaseCommitSchema, releaseSchema } from '@bugsage/core';
import { z } from 'zod';
import { healthSummarySchema } from './release-health.ts';

export const releaseDetailSchema = releaseSchema.extend({
  commits: z.array(releaseCommitSchema),
  deploys: z.array(deploySchema),
});

export const listedReleaseSchema = releaseSchema.extend({
  health: healthSummarySchema.nullable().describe('Null without sessions in the last day'),
});
