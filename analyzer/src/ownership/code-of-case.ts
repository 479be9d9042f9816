import type { IssueCode } from '@bugsage/backends';
import type { Case } from '../evidence/case.ts';

/** What an analysis found out about the code of its issue; null without a repository. */
export function codeOfCase({ code }: Case): Omit<IssueCode, 'found_at'> | null {
  if (code === null) return null;
  return {
    commit: code.commit,
    exact: code.commitExact,
    suspects: code.suspects.map(({ info, path, reason }) => ({
      commit: info.commit,
      author_name: info.author_name,
      author_email: info.author_email ?? null,
      authored_at: new Date(info.authored_at).toISOString(),
      subject: info.subject,
      path,
      reason,
    })),
    places: code.frames.map(({ frame, path }) => ({
      file: frame.abs_path ?? frame.filename ?? '',
      line: frame.lineno,
      path,
    })),
  };
}
