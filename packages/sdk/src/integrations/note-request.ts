import { addBreadcrumb } from '../api.ts';
import { cleanText, clip } from '../capture/bounded-copy.ts';
import { CRUMB_TEXT_LENGTH_MAX, NAME_LENGTH_MAX } from '../limits.ts';

export type RequestNote = {
  category: string;
  method: string;
  url: string;
  startMs: number;
  /** What was answered; 0 or nothing when there was no answer. */
  status?: number;
  error?: unknown;
};

/** Notes a request that came to its end: method, URL without secrets, status and duration. No headers, no bodies. */
export function noteRequest({ category, method, url, startMs, status, error }: RequestNote): void {
  const problem = !status || status >= 500 ? 'error' : 'warning';
  addBreadcrumb({
    category,
    level: status && status < 400 ? 'info' : problem,
    data: {
      method: clip(method, 20).toUpperCase(),
      url: cleanText(url, CRUMB_TEXT_LENGTH_MAX),
      ...(status && { status_code: status }),
      ...(error !== undefined && { error: clip(error, NAME_LENGTH_MAX) }),
      duration_ms: Date.now() - startMs,
    },
  });
}
