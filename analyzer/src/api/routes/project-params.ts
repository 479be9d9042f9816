import { z } from 'zod';

export const projectParams = z.strictObject({
  project_id: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 31 - 1),
});
