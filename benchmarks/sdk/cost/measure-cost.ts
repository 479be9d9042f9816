import type { Cost } from './gates.ts';
import { measureCapture, measureRequests, measureStart, measureVariables } from './measure-node.ts';
import { measurePage } from './measure-page.ts';

/** How often each figure is measured; more for what is published than for what a test watches. */
export type Effort = {
  starts: number;
  captures: number;
  requestRounds: number;
  requests: number;
  pages: number;
};

export const PUBLISHED: Effort = { starts: 11, captures: 31, requestRounds: 8, requests: 6000, pages: 5 };

/** All of it, one after the other, so that nothing measures the work of another. */
export async function measureCost(chromium: string, effort: Effort): Promise<Cost> {
  return {
    start: await measureStart(effort.starts),
    capture: await measureCapture(effort.captures),
    requests: await measureRequests(effort.requestRounds, effort.requests),
    page: await measurePage(chromium, effort.pages),
    throws: await measureVariables(),
  };
}
