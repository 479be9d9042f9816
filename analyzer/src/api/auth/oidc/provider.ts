import { asFetch, createOutbound } from '@bugsage/backends';
import { BugSageError, describeError, type Configuration } from '@bugsage/core';
import * as client from 'openid-client';

/** What the operator said about the identity provider; null when there is none. */
export type OidcSettings = {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string | null;
};

export function oidcSettings(configuration: Configuration): OidcSettings | null {
  const { BUGSAGE_OIDC_ISSUER: issuer, BUGSAGE_OIDC_CLIENT_ID: clientId } = configuration;
  if (issuer === undefined || clientId === undefined) return null;
  return {
    issuer: new URL(issuer),
    clientId,
    clientSecret: configuration.BUGSAGE_OIDC_CLIENT_SECRET ?? null,
  };
}

export type Provider = {
  /** The provider's own description (OpenID Connect Discovery), read at its first use and kept. Throws `unavailable`. */
  discover(): Promise<client.Configuration>;
  close(): Promise<void>;
};

/**
 * The operator chose the issuer, so its host may be a private one; whatever else its description names is called like
 * any address of a stranger.
 */
export function openProvider(settings: OidcSettings, configuration: Configuration): Provider {
  const { issuer, clientId, clientSecret } = settings;
  const allow = [...configuration.BUGSAGE_OUTBOUND_ALLOW, allowRule(issuer)];
  const outbound = createOutbound({ allow });
  let found: Promise<client.Configuration> | null = null;
  const discover = () =>
    client.discovery(
      issuer,
      clientId,
      undefined,
      clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret),
      {
        [client.customFetch]: asFetch(outbound) as unknown as client.CustomFetch,
        // Only where the operator wrote http: a provider on the same machine, or behind the same proxy.
        execute: issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [],
      },
    );
  return {
    discover: async () => {
      found ??= discover();
      try {
        return await found;
      } catch (cause) {
        found = null;
        throw new BugSageError({
          kind: 'unavailable',
          code: 'oidc_unavailable',
          message: `The identity provider ${issuer.href} cannot be used: ${describeError(cause)}`,
          cause,
        });
      }
    },
    close: () => outbound.close(),
  };
}

function allowRule({ hostname, port, protocol }: URL): string {
  const isNumeric = /^[\d.]+$|^\[/.test(hostname);
  if (isNumeric) return hostname.replaceAll(/[[\]]/g, '');
  return `${hostname}:${port === '' ? (protocol === 'http:' ? '80' : '443') : port}`;
}
