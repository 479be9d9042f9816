/** How much a project keeps of its events; what is left out is as configured. */
export const retention = `
ALTER TABLE projects ADD COLUMN retention jsonb NOT NULL DEFAULT '{}';
`;
