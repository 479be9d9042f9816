const STEPS: readonly { readonly unit: string; readonly seconds: number }[] = [
  { unit: 'y', seconds: 31_536_000 },
  { unit: 'mo', seconds: 2_592_000 },
  { unit: 'd', seconds: 86_400 },
  { unit: 'h', seconds: 3_600 },
  { unit: 'min', seconds: 60 },
];

/** `3 min ago`, `in 2 h`, `now` below ten seconds. Both times are unix milliseconds. */
export function relativeTime(at: number, now: number): string {
  const seconds = Math.round((now - at) / 1_000);
  const distance = Math.abs(seconds);
  if (distance < 10) return 'now';
  const text = spanOf(distance);
  return seconds >= 0 ? `${text} ago` : `in ${text}`;
}

/** Date and time in the reader's own zone and language, with the zone's name. */
export function absoluteTime(at: number): string {
  if (!Number.isFinite(at)) return 'unknown time';
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });
}

function spanOf(seconds: number): string {
  const step = STEPS.find((candidate) => seconds >= candidate.seconds);
  return step === undefined ? `${seconds} s` : `${Math.floor(seconds / step.seconds)} ${step.unit}`;
}
