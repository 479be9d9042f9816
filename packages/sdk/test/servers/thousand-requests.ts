import { Agent, request as httpRequest } from 'node:http';

import * as sdk from '@bugsage/sdk';

import type { Work } from './server-apps.ts';

export const REQUESTS = 1000;

export type Separation = {
  /** What a request saw of another one; empty when scopes are kept apart. */
  readonly crossed: string[];
  /** Requests that were worked on to their end. */
  readonly worked: number;
  readonly statuses: readonly (number | undefined)[];
};

/** Sends a thousand requests at once to a server that awaits in each, and looks at the scope after each wait. */
export async function sendThousandRequests(
  open: (work: Work) => Promise<{ origin: string; stop: () => Promise<void> }>,
): Promise<Separation> {
  const crossed: string[] = [];
  let worked = 0;
  const app = await open(async ({ task }) => {
    sdk.setTag('task', task);
    for (let step = 0; step < 3; step += 1) {
      await new Promise((resolve) => (step === 1 ? setTimeout(resolve, 1) : setImmediate(resolve)));
      const { tags, url } = sdk.getCurrentScope().data;
      if (tags['task'] !== task || !url?.endsWith(`/orders/${task}`)) crossed.push(`${task}: ${url}`);
    }
    worked += 1;
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const tasks = Array.from({ length: REQUESTS }, (_, task) => post(app.origin, String(task), agent));
  const statuses = [...new Set(await Promise.all(tasks))];
  agent.destroy();
  await app.stop();
  return { crossed, worked, statuses };
}

export function post(origin: string, task: string, agent?: Agent): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ task });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const call = httpRequest(
      `${origin}/orders/${task}`,
      { method: 'POST', headers, ...(agent && { agent }) },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
