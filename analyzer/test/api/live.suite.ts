import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createApi, type Api } from '../../src/api/index.ts';
import { LIVE_LIMITS } from '../../src/api/live/limits.ts';
import type { Fixture } from './fixture.ts';
import { FOREIGN_PROJECT, type UserName } from './seed.ts';

type Message = { type: string; seq: number; kind?: string; project_id?: number; actor?: string };

export function describeLive(fixture: () => Fixture): void {
  describe('the live stream', () => {
    let api: Api;
    let address: string;

    beforeAll(async () => {
      api = await createApi(fixture().services);
      await api.listen({ port: 0, host: '127.0.0.1' });
      address = `ws://127.0.0.1:${(api.server.address() as AddressInfo).port}/api/v1/live`;
    });

    afterAll(() => api.close());

    /** A connection that has said hello, with all it was told. */
    const connect = async (hello: unknown): Promise<{ socket: WebSocket; messages: Message[] }> => {
      const socket = new WebSocket(address);
      const messages: Message[] = [];
      socket.on('message', (data) => messages.push(JSON.parse((data as Buffer).toString()) as Message));
      await new Promise((resolve, reject) => {
        socket.once('open', resolve);
        socket.once('error', reject);
      });
      socket.send(typeof hello === 'string' ? hello : JSON.stringify(hello));
      return { socket, messages };
    };
    const listen = async (as: UserName, more: object = {}) => {
      const { access_token: token } = await fixture().login(as);
      const connection = await connect({ type: 'hello', token, ...more });
      await expect.poll(() => connection.messages.length).toBeGreaterThan(0);
      return connection;
    };
    const closeCode = (socket: WebSocket): Promise<number> =>
      new Promise((resolve) => socket.once('close', resolve));
    const change = (category: string, severity: string) =>
      fixture().call({
        method: 'PUT',
        url: `/api/v1/issues/${fixture().ids.issue}`,
        json: { category, severity },
        as: 'member',
      });
    const kindsOf = (messages: readonly Message[]) => messages.map(({ type, kind }) => kind ?? type);

    it('tells members what happens to their issues, and nobody else', async () => {
      const own = await listen('viewer');
      const foreign = await listen('stranger');
      await change('live', 'critical');
      await expect.poll(() => kindsOf(own.messages), { timeout: 10_000 }).toContain('severity');
      expect(own.messages.at(-1)).toMatchObject({
        type: 'activity',
        project_id: 1,
        actor: 'member@acme.example',
      });
      expect(foreign.messages.filter(({ project_id }) => project_id === 1)).toEqual([]);
      own.socket.close();
      foreign.socket.close();
    });

    it('goes on where a client stopped, each line once and in order', async () => {
      const first = await listen('viewer');
      const after = first.messages[0]?.seq ?? 0;
      first.socket.close();
      await change('missed', 'low');
      await change('missed', 'high');
      const second = await listen('viewer', { after });
      await change('seen', 'medium');
      const severities = () => second.messages.filter(({ kind }) => kind === 'severity');
      await expect.poll(() => severities().length, { timeout: 10_000 }).toBe(3);
      const numbers = second.messages.slice(1).map(({ seq }) => seq);
      expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
      expect(numbers.every((seq) => seq > after)).toBe(true);
      second.socket.close();
    });

    it.each([
      ['no JSON', 'hello', 4400],
      ['another message', { type: 'bye' }, 4400],
      ['an unknown field', { type: 'hello', token: 'x', admin: true }, 4400],
      ['a wrong token', { type: 'hello', token: 'a.b.c' }, 4401],
    ])('closes on %s', async (_, hello, code) => {
      const { socket } = await connect(hello);
      expect(await closeCode(socket)).toBe(code);
    });

    it('closes for a project of somebody else as for one that does not exist', async () => {
      const { access_token: token } = await fixture().login('viewer');
      for (const project_id of [FOREIGN_PROJECT, 999_999]) {
        const { socket, messages } = await connect({ type: 'hello', token, project_id });
        expect([await closeCode(socket), messages]).toEqual([4404, []]);
      }
    });

    it('takes one message and no more', async () => {
      const { socket } = await listen('viewer');
      socket.send('{}');
      expect(await closeCode(socket)).toBe(4400);
    });

    it('refuses a message that is too large, and more connections than a person needs', async () => {
      const huge = await connect('x'.repeat(LIVE_LIMITS.messageBytesMax + 1));
      expect(await closeCode(huge.socket)).toBe(1009);
      const { access_token: token } = await fixture().login('viewer');
      const open = await Promise.all(
        Array.from({ length: LIVE_LIMITS.connectionsPerUserMax }, () => connect({ type: 'hello', token })),
      );
      await expect
        .poll(() => open.every(({ messages }) => messages.length > 0), { timeout: 10_000 })
        .toBe(true);
      const { socket } = await connect({ type: 'hello', token });
      expect(await closeCode(socket)).toBe(4429);
      for (const { socket: one } of open) one.close();
    });

    it('says what it is to those who come without a WebSocket', async () => {
      const answer = await fixture().call({ url: '/api/v1/live' });
      expect(answer.json()).toMatchObject({ status: 426, code: 'upgrade_required' });
    });
  });
}
