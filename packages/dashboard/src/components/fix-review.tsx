import type { Fix } from '@bugsage/core';
import { useState } from 'react';
import { isSuggestion } from '../format/fix-words.ts';
import { visibleText } from '../format/visible-text.ts';
import { useReviewFix } from '../state/issue-changes.ts';
import { Icon } from './icon.tsx';
import { RelativeTime } from './relative-time.tsx';

/** A person's word on the fix; it can be changed until the fix is applied. */
export function FixReview({ fix }: { readonly fix: Fix }) {
  const [notes, setNotes] = useState('');
  const review = useReviewFix(fix);
  if (fix.review_approved !== null) return <ReviewDone fix={fix} />;
  if (fix.status !== 'ready' && !isSuggestion(fix)) return null;
  const submit = (approved: boolean) =>
    review.mutate({ approved, notes: notes.trim() === '' ? null : notes.trim() });
  return (
    <div className="review">
      <label className="field">
        <span>Review notes (optional)</span>
        <textarea
          className="input"
          rows={2}
          maxLength={4_000}
          value={notes}
          onChange={(event) => setNotes(event.target.value)}
        />
      </label>
      <div className="review-buttons">
        <button
          type="button"
          className="button button-primary"
          disabled={review.isPending}
          onClick={() => submit(true)}
        >
          <Icon name="check" />
          Approve fix
        </button>
        <button type="button" className="button" disabled={review.isPending} onClick={() => submit(false)}>
          <Icon name="cross" />
          Reject
        </button>
      </div>
    </div>
  );
}

function ReviewDone({ fix }: { readonly fix: Fix }) {
  return (
    <div className="review review-done" data-tone={fix.review_approved === true ? 'verified' : 'refuted'}>
      <p>
        <strong>{fix.review_approved === true ? 'Approved' : 'Rejected'}</strong>
        {fix.reviewed_by !== null && ` by ${visibleText(fix.reviewed_by)}`}{' '}
        {fix.reviewed_at !== null && <RelativeTime at={fix.reviewed_at} />}
      </p>
      {fix.review_notes !== null && fix.review_notes !== '' && <p>{visibleText(fix.review_notes)}</p>}
    </div>
  );
}
