import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type MailServer = {
  readonly url: string;
  readonly mails: { readonly to: string[]; readonly text: string }[];
  /**
   * `refuse`: 451 to the address. `cut_before`: the connection ends instead of an answer to the address. `cut_after`: the
   * message is kept, and the connection ends before the answer.
   */
  fault: 'refuse' | 'cut_before' | 'cut_after' | null;
  stop(): Promise<void>;
};

/** A real SMTP server on loopback that keeps what it takes. */
export async function startMailServer(): Promise<MailServer> {
  const mails: { to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => {
      if (mail.fault === 'cut_before') return cut();
      if (mail.fault !== 'refuse') return done();
      done(Object.assign(new Error('Try again later'), { responseCode: 451 }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, text: Buffer.concat(chunks).toString('utf8') });
        if (mail.fault === 'cut_after') cut();
        else done();
      });
    },
  });
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const mail: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    fault: null,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
  return mail;
}
