import { VIEW_KINDS } from '@bugsage/backends';
import { SEARCH_LIMITS } from '@bugsage/core';
import { z } from 'zod';
import { API_LIMITS } from '../limits.ts';
import { projectIdSchema } from './ids.ts';
import { text } from './text.ts';

const settingsSchema = z.strictObject({
  sort: text(API_LIMITS.nameLengthMax).exactOptional(),
  columns: z.array(text(API_LIMITS.nameLengthMax)).max(API_LIMITS.viewColumnsMax).exactOptional(),
  hours: z.int().min(1).max(API_LIMITS.searchHoursMax).exactOptional(),
});
const fields = {
  name: text(API_LIMITS.nameLengthMax).trim().min(1),
  kind: z.enum(VIEW_KINDS),
  query: text(SEARCH_LIMITS.lengthMax),
  project_id: projectIdSchema.nullable(),
  shared: z.boolean(),
  settings: settingsSchema,
};
export const newViewBody = z.strictObject({
  ...fields,
  kind: fields.kind.default('issues'),
  query: fields.query.default(''),
  project_id: fields.project_id.default(null),
  shared: fields.shared.default(false).describe('Whether the whole organization sees it'),
  settings: fields.settings.default({}),
});
export const viewPatchBody = z
  .strictObject({
    name: fields.name.exactOptional(),
    kind: fields.kind.exactOptional(),
    query: fields.query.exactOptional(),
    project_id: fields.project_id.exactOptional(),
    shared: fields.shared.exactOptional(),
    settings: fields.settings.exactOptional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, 'Send at least one field');

export const viewSchema = z.object({
  id: z.uuid(),
  organization_id: z.int().positive(),
  owner: z.string(),
  ...fields,
  name: z.string(),
  query: z.string(),
  project_id: z.int().positive().nullable(),
  settings: z.record(z.string(), z.unknown()),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
