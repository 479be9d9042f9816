import type { Fix, Verdict } from '@bugsage/core';
import { FIX_STATUS_WORDS, VERDICT_WORDS } from '../format/fix-words.ts';
import { Icon, type IconName } from './icon.tsx';

const VERDICT_ICONS: { readonly [Name in Verdict]: IconName } = {
  verified: 'shield',
  plausible: 'spark',
  refuted: 'cross',
};

/** The verdict of a fix once there is one, its progress until then. */
export function FixBadge({ fix }: { readonly fix: Fix }) {
  const verdict = fix.verification?.verdict;
  if (
    verdict !== undefined &&
    (fix.status === 'ready' || fix.status === 'applied' || fix.status === 'failed')
  ) {
    return (
      <span className="badge" data-tone={verdict} title={VERDICT_WORDS[verdict].long}>
        <Icon name={VERDICT_ICONS[verdict]} />
        {VERDICT_WORDS[verdict].short}
      </span>
    );
  }
  if (fix.status === 'failed' || fix.status === 'rolled_back') {
    return (
      <span className="badge" data-tone="quiet">
        Fix: {FIX_STATUS_WORDS[fix.status].toLowerCase()}
      </span>
    );
  }
  return (
    <span className="badge" data-tone="working">
      <span className="working-dot" aria-hidden="true" />
      Fix: {FIX_STATUS_WORDS[fix.status].toLowerCase()}
    </span>
  );
}
