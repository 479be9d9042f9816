import type { Activity, Comment } from '@bugsage/core';
import type { Scope } from './issue-store.ts';

/** What happened to issues, and what people wrote about them. */
export type ActivityStore = {
  /** Of one issue, newest first. `before` is the `seq` of the last row seen. */
  ofIssue(issueId: string, page: { before?: number; limit: number }): Promise<Activity[]>;
  /**
   * After a `seq`, oldest first, of all issues in scope; `null` scope is everything. A row is answered once all rows with
   * a lower `seq` are visible, so the last one answered is a place to go on from.
   */
  after(scope: Scope | null, seq: number, limit: number): Promise<Activity[]>;
  /** The newest `seq` that `after` would answer; 0 when there is none. */
  newestSeq(): Promise<number>;
};

export type CommentStore = {
  /** Oldest first. */
  list(
    issueId: string,
    page: { skip: number; limit: number },
  ): Promise<{ comments: Comment[]; total: number }>;
  add(comment: { issue_id: string; project_id: number; author: string; body: string }): Promise<Comment>;
  get(issueId: string, commentId: string): Promise<Comment | null>;
  edit(commentId: string, body: string): Promise<Comment | null>;
  remove(commentId: string): Promise<void>;
};
