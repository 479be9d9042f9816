import type { Configuration } from '@bugsage/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TokenPair } from '../schemas/account.ts';

const NAME = 'bugsage_refresh';
const PATH = '/api/v1/auth';

export type RefreshCookie = {
  /** Sets the cookie for a page of ours; programs, which send no `Origin`, get none. */
  set(request: FastifyRequest, reply: FastifyReply, pair: TokenPair): void;
  /** Sets it after a redirect, which has no `Origin`; the caller has compared a cookie of the same browser. */
  setAfterRedirect(reply: FastifyReply, pair: TokenPair): void;
  /** The cookie's token; null when there is none or another site asks. */
  read(request: FastifyRequest): string | null;
  clear(reply: FastifyReply): void;
};

/**
 * The refresh token of a browser, where no script can read it. It counts only with an `Origin` of our own, both ways:
 * another site can neither use the session of a visitor nor log a visitor in under its own account.
 */
export function createRefreshCookie(configuration: Configuration): RefreshCookie {
  const publicUrl = configuration.BUGSAGE_PUBLIC_URL;
  const publicOrigin = publicUrl === undefined ? null : new URL(publicUrl).origin;
  const attributes = {
    path: PATH,
    httpOnly: true,
    sameSite: 'strict',
    secure: publicOrigin?.startsWith('https:') ?? false,
  } as const;
  const isOwnPage = ({ headers, protocol, host }: FastifyRequest) =>
    headers.origin !== undefined && [publicOrigin, `${protocol}://${host}`].includes(headers.origin);

  return {
    set: (request, reply, pair) => {
      if (!isOwnPage(request)) return;
      reply.setCookie(NAME, pair.refresh_token, { ...attributes, maxAge: pair.refresh_expires_in });
    },
    setAfterRedirect: (reply, pair) => {
      reply.setCookie(NAME, pair.refresh_token, { ...attributes, maxAge: pair.refresh_expires_in });
    },
    read: (request) => (isOwnPage(request) ? (request.cookies[NAME] ?? null) : null),
    clear: (reply) => {
      reply.clearCookie(NAME, attributes);
    },
  };
}
