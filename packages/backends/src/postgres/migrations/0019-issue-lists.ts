/**
 * Lists count and statistics sum over all issues of a project that are shown. The index holds what they look at, so that
 * they read a few megabytes of it and not every issue with its words and tags.
 */
export const issueLists = `
CREATE INDEX issues_shown ON issues (project_id, last_seen DESC, id)
  INCLUDE (status, severity, source, first_seen, event_count, users_affected, analysis_confidence)
  WHERE merged_into IS NULL AND NOT emptied;
DROP INDEX issues_by_last_seen;
`;
