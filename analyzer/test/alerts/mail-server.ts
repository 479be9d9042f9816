import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

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
    onRcptTo: (_address, session, done) => {
      if (mail.fault === 'cut_before') return cut(session);
      if (mail.fault !== 'refuse') return done();
      done(Object.assign(new Error('Try again later'), { responseCode: 451 }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, text: Buffer.concat(chunks).toString('utf8') });
        if (mail.fault === 'cut_after') cut(session);
        else done();
      });
    },
  });
  const cut = ({ id }: SMTPServerSession): void => {
    // Its type does not name the connections.
    const { connections } = server as unknown as { connections: Set<{ id: string; _socket: Socket }> };
    for (const connection of connections) if (connection.id === id) connection._socket.destroy();
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
