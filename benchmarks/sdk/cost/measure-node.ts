import { connect } from 'node:net';

import { median, runProgram, startProgram } from './run-program.ts';

export const CONTESTANTS = ['none', 'bugsage', 'sentry'] as const;
export type Contestant = (typeof CONTESTANTS)[number];

export type StartCost = { cpuMs: number; rssMB: number };
export type CaptureCost = { syncUs: number; cpuUs: number };

/** CPU and memory of import and `init` over those of an empty program: the least of the rounds, SDKs in turn. */
export async function measureStart(rounds: number): Promise<Record<Contestant, StartCost>> {
  const seen: Record<Contestant, StartCost[]> = { none: [], bugsage: [], sentry: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const name of CONTESTANTS) seen[name].push(await runProgram<StartCost>('start', name));
  const least = (name: Contestant): StartCost => ({
    cpuMs: Math.min(...seen[name].map(({ cpuMs }) => cpuMs)),
    rssMB: Math.min(...seen[name].map(({ rssMB }) => rssMB)),
  });
  const empty = least('none');
  const added = (name: Contestant): StartCost => {
    const { cpuMs, rssMB } = least(name);
    return { cpuMs: cpuMs - empty.cpuMs, rssMB: rssMB - empty.rssMB };
  };
  return { none: empty, bugsage: added('bugsage'), sentry: added('sentry') };
}

/** CPU of a capture, the median of the rounds after the first. */
export async function measureCapture(rounds: number): Promise<Record<'bugsage' | 'sentry', CaptureCost>> {
  const of = async (name: Contestant): Promise<CaptureCost> => {
    const [, ...seen] = await runProgram<CaptureCost[]>('capture', name, String(rounds + 1));
    return {
      syncUs: median(seen.map(({ syncUs }) => syncUs)),
      cpuUs: median(seen.map(({ cpuUs }) => cpuUs)),
    };
  };
  return { bugsage: await of('bugsage'), sentry: await of('sentry') };
}

/** CPU of the server for one request of a kept connection: the least of the rounds, servers in turn. */
export async function measureRequests(rounds: number, requests: number): Promise<Record<Contestant, number>> {
  const servers = await Promise.all(
    CONTESTANTS.map(async (name) => ({ name, ...(await startProgram('serve', name)) })),
  );
  try {
    for (const { port } of servers) await ask(port, requests / 2);
    const seen: Record<Contestant, number[]> = { none: [], bugsage: [], sentry: [] };
    for (let round = 0; round < rounds; round += 1)
      for (const { name, port } of servers) {
        const before = await cpuOf(port);
        await ask(port, requests);
        seen[name].push(((await cpuOf(port)) - before) / requests);
      }
    const least = (name: Contestant): number => Math.min(...seen[name]);
    return { none: least('none'), bugsage: least('bugsage'), sentry: least('sentry') };
  } finally {
    for (const { child } of servers) child.kill();
  }
}

/** CPU of a caught throw, in microseconds. */
export async function measureVariables(): Promise<Record<'off' | 'uncaught' | 'caught', number>> {
  const of = async (mode: string): Promise<number> =>
    (await runProgram<{ perThrowUs: number }>('throw', mode)).perThrowUs;
  return { off: await of('off'), uncaught: await of('uncaught'), caught: await of('caught') };
}

async function cpuOf(port: number): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/cpu`, { headers: { connection: 'close' } });
  return ((await answer.json()) as { cpuUs: number }).cpuUs;
}

/** One after the other over one connection; the answers are only counted, so that the client costs little. */
function ask(port: number, requests: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1').setEncoding('latin1').setNoDelay();
    let open = requests;
    const next = (): unknown => socket.write('GET /orders HTTP/1.1\r\nHost: shop.test\r\n\r\n');
    let answer = '';
    socket.on('data', (text: string) => {
      answer += text;
      if (!answer.endsWith('ok')) return;
      answer = '';
      open -= 1;
      if (open > 0) next();
      else {
        socket.destroy();
        resolve();
      }
    });
    socket.on('error', reject);
    next();
  });
}
