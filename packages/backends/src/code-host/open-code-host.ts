import { BugSageError } from '@bugsage/core';
import type { Outbound } from '../outbound/index.ts';
import type { CodeHost } from '../ports/code-host.ts';
import { createGitHub } from './github.ts';
import { createGitLab } from './gitlab.ts';

export type CodeHostOptions = {
  /** Git URL of the repository: https, ssh or `user@host:path`. */
  readonly url: string;
  readonly host: 'auto' | 'github' | 'gitlab' | 'none';
  /** Null takes the public API, or the usual address on the repository's own host. */
  readonly apiUrl: string | null;
  /** `owner/name` where the URL is a path. */
  readonly repository: string | null;
  readonly token: string;
  readonly outbound: Pick<Outbound, 'request'>;
};

/** Which API a repository has; null for paths and for hosts nobody named. */
export function codeHostKind(options: Pick<CodeHostOptions, 'url' | 'host'>): CodeHost['kind'] | null {
  if (options.host === 'none') return null;
  const place = placeOf(options.url);
  if (options.host !== 'auto') return options.host;
  if (place === null) return null;
  if (/(^|\.)github\./.test(place.host)) return 'github';
  return /(^|\.)gitlab\./.test(place.host) ? 'gitlab' : null;
}

/** Opens no connection. Throws `code_host_refused` when the repository's address names no owner and name. */
export function openCodeHost(options: CodeHostOptions): CodeHost | null {
  const kind = codeHostKind(options);
  if (kind === null) return null;
  const named = placeOf(options.url);
  const path = options.repository ?? named?.path ?? '';
  const [owner = '', ...rest] = path.split('/');
  const name = rest.at(-1) ?? '';
  const host = named?.host ?? (kind === 'github' ? 'github.com' : 'gitlab.com');
  if (owner === '' || name === '') {
    throw new BugSageError({
      kind: 'invalid_input',
      code: 'code_host_refused',
      message:
        'The address of the repository names no owner and repository. Set `host_repository` in the project settings.',
    });
  }
  const shared = { outbound: options.outbound, name: host };
  if (kind === 'github') {
    const usual = host === 'github.com' ? 'https://api.github.com' : `https://${host}/api/v3`;
    const headers = {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${options.token}`,
      'x-github-api-version': '2022-11-28',
    };
    return createGitHub({ ...shared, apiUrl: trimmed(options.apiUrl ?? usual), headers }, { owner, name });
  }
  const headers = { 'private-token': options.token };
  const apiUrl = trimmed(options.apiUrl ?? `https://${host}/api/v4`);
  return createGitLab({ ...shared, apiUrl, headers }, path);
}

/** Host and `owner/name` of a git URL, without `.git`. */
function placeOf(url: string): { readonly host: string; readonly path: string } | null {
  const short = /^[^@/\s]+@([^:/\s]+):(?!\/\/)(.+)$/.exec(url);
  if (short?.[1] !== undefined && short[2] !== undefined)
    return { host: short[1].toLowerCase(), path: plain(short[2]) };
  const parsed = URL.parse(url);
  if (parsed === null || !/^(?:https?|ssh):$/.test(parsed.protocol)) return null;
  return { host: parsed.hostname.toLowerCase(), path: plain(decodeURIComponent(parsed.pathname)) };
}

function plain(path: string): string {
  return path.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '');
}
