import type { ChannelKind } from '@bugsage/core';
import type { Write } from './outgoing-work.ts';

/** What is told, in plain words. All texts may come from an attacker; each channel escapes them for its own markup. */
export type ChannelMessage = {
  /** Of the delivery: receivers recognise a repeat by it. */
  readonly id: string;
  /** As `id`, and another one each time a person has it sent again: by it we find what we sent. */
  readonly marker: string;
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

export type Sending = {
  readonly kind: ChannelKind;
  /** What a person gave: an address, for `slack` a bot token and a channel. */
  readonly target: string;
  readonly message: ChannelMessage;
  /** The earlier message of the issue, changed where the channel can; that may be repeated. */
  readonly replaces: string | null;
  /**
   * Unix milliseconds at which an earlier request left of which nobody knows what became; null when there is none. It is
   * asked about before another one leaves.
   */
  readonly doubtfulSince: number | null;
  readonly write: Write;
};

/**
 * Sends to a channel. Throws `BugSageError`: retryable when a later try may succeed, `mayBeDone` when the message may
 * have arrived, `cannot_be_asked` when it may have and the channel has no way to tell.
 */
export type ChannelSender = { send(given: Sending): Promise<SentMessage> };
