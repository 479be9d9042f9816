import type { TrackerIssue } from '@bugsage/backends';

/** What a webhook says, in one vocabulary for all senders. `by` is a name over there. */
export type IncomingChange =
  | {
      readonly kind: 'state';
      readonly key: string;
      readonly by: string;
      readonly issue: Omit<TrackerIssue, 'key' | 'priority'>;
      /** Whether this webhook tells of a move; else it only shows where the issue is. */
      readonly isMove: boolean;
      /** The new priority, when it changed. */
      readonly priority: string | null;
    }
  | { readonly kind: 'removed'; readonly key: string; readonly by: string }
  | {
      readonly kind: 'comment';
      readonly key: string;
      readonly externalId: string;
      readonly by: string;
      readonly body: string;
    }
  | {
      readonly kind: 'commits';
      readonly commits: readonly { readonly sha: string; readonly message: string; readonly by: string }[];
    }
  | {
      readonly kind: 'pull';
      readonly branch: string;
      readonly number: number;
      readonly by: string;
      readonly isMerged: boolean;
      readonly mergeCommit: string | null;
      /** Title and description of one that was merged into the default branch; else empty. */
      readonly text: string;
    }
  | {
      readonly kind: 'release';
      readonly version: string;
      readonly url: string | null;
      readonly commit: string | null;
    }
  | { readonly kind: 'event'; readonly event: Readonly<Record<string, unknown>> }
  | { readonly kind: 'fetch_event'; readonly sentryIssueId: string }
  | {
      readonly kind: 'sentry_state';
      readonly sentryIssueId: string;
      readonly status: 'resolved' | 'ignored' | 'detected';
      readonly by: string;
    }
  | { readonly kind: 'uninstalled' }
  | {
      readonly kind: 'button';
      readonly issueId: string;
      readonly status: 'resolved' | 'ignored' | 'detected';
      readonly by: string;
      /** Where whoever pressed it can be told what came of it; of a signed body. */
      readonly replyTo: string | null;
    };

/** Whether a text is one of ours that comes back. */
export function isOurs(text: string): boolean {
  return /(?:<!-- |\[)bugsage:[0-9a-f-]{36}/.test(text);
}
