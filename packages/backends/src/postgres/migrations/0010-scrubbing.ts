/** What a project takes out of its events, beside secrets. */
export const scrubbing = `
ALTER TABLE projects ADD COLUMN scrubbing jsonb NOT NULL DEFAULT '{}';
`;
