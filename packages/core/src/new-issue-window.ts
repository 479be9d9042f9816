/** How many issues a project opened in the newest minute in which it opened any. Minutes of our clock since 1970. */
export type NewIssueWindow = { readonly minute: number; readonly count: number };

export function minuteOf(milliseconds: number): number {
  return Math.floor(milliseconds / 60_000);
}

/** The window at an event's time: events of an older minute, behind in some journal, count in the newest one. */
export function windowAt(window: NewIssueWindow, receivedAt: number): NewIssueWindow {
  const minute = minuteOf(receivedAt);
  return minute > window.minute ? { minute, count: 0 } : window;
}
