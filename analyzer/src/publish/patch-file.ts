import { formatPatch, parsePatch, reversePatch } from 'diff';
import type { Fix } from '@bugsage/core';
import { inertTitle } from './inert-text.ts';
import { PUBLISH_LIMITS } from './limits.ts';

/** The first word of a fix's id: short, and enough to find it again. */
export function shortId({ id }: Pick<Fix, 'id'>): string {
  return id.slice(0, 8);
}

/** The mail form of `git format-patch`, so that `git am` takes it over with its message. */
export function mailPatch(fix: Fix, diff: string = fix.code_diff): string {
  const base = fix.verification?.base_commit ?? '0'.repeat(40);
  return [
    `From ${base} Mon Sep 17 00:00:00 2001`,
    'From: BugSage <bugsage@localhost>',
    `Date: ${new Date(fix.updated_at).toUTCString().replace('GMT', '+0000')}`,
    `Subject: [PATCH] ${encodedWord(inertTitle(fix.title, PUBLISH_LIMITS.titleLengthMax))}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    verdictLine(fix),
    '',
    `BugSage-Fix: ${fix.id}`,
    '---',
    '',
    diff.trimEnd(),
    '-- ',
    'BugSage',
    '',
  ].join('\n');
}

export function verdictLine({ verification }: Fix): string {
  if (verification === null) return 'Nothing was run.';
  return `Verification: ${verification.verdict}, level ${verification.level} of 6.`;
}

/** The diff that takes a diff of ours back. */
export function reverseDiff(diff: string): string {
  return parsePatch(diff)
    .map((file) => {
      const reversed = reversePatch(file);
      const path = (file.newFileName ?? '').replace(/^b\//, '');
      const isNew = file.oldFileName === '/dev/null';
      const text = formatPatch({
        ...reversed,
        oldFileName: `a/${path}`,
        newFileName: isNew ? '/dev/null' : `b/${path}`,
        oldHeader: '',
        newHeader: '',
      });
      const body = text.slice(text.indexOf('---'));
      return `diff --git a/${path} b/${path}\n${isNew ? 'deleted file mode 100644\n' : ''}${body}`;
    })
    .join('');
}

/** RFC 2047 where a header would otherwise carry more than ASCII. */
function encodedWord(text: string): string {
  return /^[\x20-\x7E]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}
