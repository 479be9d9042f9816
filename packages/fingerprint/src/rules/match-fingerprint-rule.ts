import type { NormalizedEvent } from '@bugsage/core';
import { holdsOnEvent, holdsOnException, holdsOnFrame } from './frame-values.ts';
import type { Matcher, MatcherGroup } from './matcher.ts';
import type { FingerprintRule } from './parse-fingerprint-rules.ts';

/** The first rule that holds on the event; null when none does. */
export function matchFingerprintRule(
  rules: readonly FingerprintRule[],
  event: NormalizedEvent,
): FingerprintRule | null {
  return rules.find((rule) => holds(rule, event)) ?? null;
}

function holds({ matchers }: FingerprintRule, event: NormalizedEvent): boolean {
  const ofGroup = (group: MatcherGroup): readonly Matcher[] =>
    matchers.filter((matcher) => matcher.group === group);
  const onEvent = [...ofGroup('event'), ...ofGroup('tags')];
  if (!onEvent.every((matcher) => holdsOnEvent(matcher, event))) return false;
  const onException = ofGroup('exception');
  const isSomeException =
    onException.length === 0 ||
    event.exceptions.some((exception) =>
      onException.every((matcher) => holdsOnException(matcher, exception)),
    );
  if (!isSomeException) return false;
  const onFrame = ofGroup('frame');
  return (
    onFrame.length === 0 ||
    event.exceptions.some(({ frames }) =>
      frames.some((frame) =>
        onFrame.every((matcher) => holdsOnFrame(matcher, { frame, isInApp: frame.in_app, category: null })),
      ),
    )
  );
}
