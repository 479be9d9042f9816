/** When a project lets a model be asked; what is left out is as configured. */
export const modelGates = `
ALTER TABLE projects ADD COLUMN model_gates jsonb NOT NULL DEFAULT '{}';
`;
