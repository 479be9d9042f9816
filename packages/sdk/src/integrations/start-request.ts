import { captureBreadcrumb } from '../capture/breadcrumb.ts';
import { cleanText } from '../capture/bounded-copy.ts';
import { CRUMB_TEXT_LENGTH_MAX } from '../limits.ts';

/**
 * To be called when a request starts; what it answers, at its end, with the status (0: no answer). Notes method, URL
 * without secrets, status and duration; no headers, no bodies.
 */
export function startRequest(
  category: string,
  method: unknown,
  address: unknown,
): (status: number, error?: unknown) => void {
  const startMs = Date.now();
  const url = cleanText(address, CRUMB_TEXT_LENGTH_MAX);
  return (status, error) =>
    captureBreadcrumb({
      category,
      level: !status || status >= 500 ? 'error' : status >= 400 ? 'warning' : 'info',
      data: { method, url, status_code: status, error, duration_ms: Date.now() - startMs },
    });
}
