import type { ChannelKind } from '@bugsage/core';

/** What is told, in plain words. All texts may come from an attacker; each channel escapes them for its own markup. */
export type ChannelMessage = {
  /** Of the delivery: receivers recognise a repeat by it. */
  readonly id: string;
  /** For example `new_issue`. */
  readonly trigger: string;
  readonly headline: string;
  readonly issue: {
    readonly id: string;
    readonly number: number;
    readonly title: string;
    readonly culprit: string;
    readonly severity: string;
    readonly status: string;
    readonly events: number;
    readonly users: number;
    readonly release: string | null;
    readonly environment: string | null;
    readonly url: string | null;
  } | null;
  /** Of a summary: titles of issues, each with its link. */
  readonly lines: readonly { readonly text: string; readonly url: string | null }[];
  readonly project: { readonly id: number; readonly name: string };
  /** ISO 8601. */
  readonly at: string;
};

export type SentMessage = {
  /** By which the channel changes the message later; null where it cannot. */
  readonly reference: string | null;
};

/**
 * Sends to a channel. `target` is what a person gave: an address, for `slack` a bot token and a channel. With
 * `replaces` the earlier message is changed where the channel can. Throws `BugSageError`: retryable when a later try
 * may succeed.
 */
export type ChannelSender = {
  send(given: {
    kind: ChannelKind;
    target: string;
    message: ChannelMessage;
    replaces: string | null;
  }): Promise<SentMessage>;
};
