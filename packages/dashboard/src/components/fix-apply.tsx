import type { Fix, Publication } from '@bugsage/core';
import { useState } from 'react';
import { safeLink } from '../format/safe-link.ts';
import { visibleText } from '../format/visible-text.ts';
import { useApplyFix, useRollBackFix } from '../state/fix-changes.ts';
import { Icon } from './icon.tsx';
import { RelativeTime } from './relative-time.tsx';

/** What happens to an approved fix: out as a draft pull request or a patch file, what became of it, and back. */
export function FixApply({ fix }: { readonly fix: Fix }) {
  const { publication, revert } = fix;
  const canApply = fix.status === 'ready' && fix.review_approved === true;
  const isAsked = publication !== null && publication.state !== 'failed';
  return (
    <>
      {publication !== null && <Published title="Applied" publication={publication} />}
      {canApply && !isAsked && <ApplyButtons fix={fix} />}
      {fix.outcome !== null && <Outcome fix={fix} />}
      {fix.status === 'applied' && (revert === null || revert.state === 'failed') && <RollBack fix={fix} />}
      {revert !== null && <Published title="Taken back" publication={revert} />}
      {fix.rollback_reason !== null && <p className="quiet">Reason: {visibleText(fix.rollback_reason)}</p>}
    </>
  );
}

function ApplyButtons({ fix }: { readonly fix: Fix }) {
  const apply = useApplyFix(fix);
  return (
    <div className="review">
      <div className="review-buttons">
        <button
          type="button"
          className="button button-primary"
          disabled={apply.isPending}
          onClick={() => apply.mutate('pull_request')}
        >
          Open a draft pull request
        </button>
        <button
          type="button"
          className="button"
          disabled={apply.isPending}
          onClick={() => apply.mutate('patch')}
        >
          I applied the patch
        </button>
      </div>
    </div>
  );
}

const HOST_WORDS: { readonly [Kind in Publication['kind']]: string } = {
  github: 'draft pull request on GitHub',
  gitlab: 'draft merge request on GitLab',
  patch: 'patch file',
};

function Published({ title, publication }: { readonly title: string; readonly publication: Publication }) {
  const { kind, state, url, number, reason } = publication;
  const link = safeLink(url);
  const name = number === null ? HOST_WORDS[kind] : `${HOST_WORDS[kind]} #${number}`;
  return (
    <div className="review review-done" data-tone={state === 'failed' ? 'refuted' : 'verified'}>
      <p>
        <strong>{state === 'published' ? title : state === 'failed' ? 'Not published' : 'On its way'}</strong>
        {' as '}
        {link === null ? (
          name
        ) : (
          <a href={link} rel="noreferrer noopener" target="_blank">
            {name}
          </a>
        )}{' '}
        by {visibleText(publication.requested_by)} <RelativeTime at={publication.requested_at} />
      </p>
      {reason !== null && <p>{visibleText(reason)}</p>}
    </div>
  );
}

const OUTCOME_WORDS: { readonly [Name in NonNullable<Fix['outcome']>]: string } = {
  waiting: 'Waiting for a release that has the fix.',
  fixed: 'Fixed.',
  recurred: 'The error came back.',
};

function Outcome({ fix }: { readonly fix: Fix }) {
  if (fix.outcome === null) return null;
  return (
    <p className="quiet">
      <strong>{OUTCOME_WORDS[fix.outcome]}</strong>
      {fix.outcome_reason !== null && ` ${visibleText(fix.outcome_reason)}`}
    </p>
  );
}

function RollBack({ fix }: { readonly fix: Fix }) {
  const [reason, setReason] = useState('');
  const rollBack = useRollBackFix(fix);
  return (
    <details className="fold">
      <summary>Take it back</summary>
      <form
        className="review"
        onSubmit={(event) => {
          event.preventDefault();
          rollBack.mutate(reason.trim());
        }}
      >
        <label className="field">
          <span>Why</span>
          <textarea
            className="input"
            rows={2}
            required
            maxLength={4_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <div className="review-buttons">
          <button type="submit" className="button" disabled={rollBack.isPending || reason.trim() === ''}>
            <Icon name="cross" />
            Take the fix back
          </button>
        </div>
      </form>
    </details>
  );
}
