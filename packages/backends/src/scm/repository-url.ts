import { isAbsolute } from 'node:path';
import { BugSageError } from '@bugsage/core';
import type { GitTransport } from './git.ts';

/** `user@host:path`, which git reads as ssh. */
const SCP_FORM = /^[A-Za-z0-9._-]+@[A-Za-z0-9][A-Za-z0-9.-]*:[^:]/;

/**
 * The transport of a repository URL: an absolute path, `https://`, `ssh://` or `user@host:path`. Everything else is
 * refused with `invalid_input`: options (`-u...`), helpers that run commands (`ext::`), `file://` and plain `http://`.
 */
export function transportOf(url: string): Exclude<GitTransport, 'none'> {
  if (!hasControlCharacter(url) && !url.startsWith('-') && !url.includes('::')) {
    if (isAbsolute(url)) return 'file';
    if (isUrlWithHost(url, 'https:')) return 'https';
    if (isUrlWithHost(url, 'ssh:') || SCP_FORM.test(url)) return 'ssh';
  }
  throw new BugSageError({
    kind: 'invalid_input',
    code: 'repository_url',
    message: 'A repository is named by an absolute path, an https:// or ssh:// URL, or user@host:path.',
  });
}

function isUrlWithHost(text: string, protocol: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.protocol === protocol && url.hostname !== '' && !url.hostname.startsWith('-');
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
