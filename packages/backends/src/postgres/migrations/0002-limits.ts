/** Quotas (null takes the configured default, 0 is no limit), inbound filters, and what caps new issues. */
export const limits = `
ALTER TABLE organizations ADD COLUMN events_per_minute integer CHECK (events_per_minute >= 0);
ALTER TABLE projects ADD COLUMN events_per_minute integer CHECK (events_per_minute >= 0);
ALTER TABLE ingest_keys ADD COLUMN events_per_minute integer CHECK (events_per_minute >= 0);
ALTER TABLE projects ADD COLUMN filters jsonb NOT NULL DEFAULT '{}';
-- The minute (of our clock, since 1970) in which the newest issue was opened, and how many were opened in it.
ALTER TABLE projects ADD COLUMN new_issues_minute bigint NOT NULL DEFAULT 0;
ALTER TABLE projects ADD COLUMN new_issues_count integer NOT NULL DEFAULT 0;
`;
