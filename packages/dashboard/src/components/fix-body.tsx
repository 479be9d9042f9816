import type { Fix } from '@bugsage/core';
import { VERDICT_WORDS } from '../format/fix-words.ts';
import { DiffView } from './diff-view.tsx';
import { DownloadPatch } from './download-patch.tsx';
import { FixApply } from './fix-apply.tsx';
import { FixPipeline } from './fix-pipeline.tsx';
import { FixReview } from './fix-review.tsx';
import { FixScores } from './fix-scores.tsx';
import { Sentence } from './sentence.tsx';
import { VerificationSteps } from './verification-steps.tsx';

export function FixBody({ fix }: { readonly fix: Fix }) {
  const { verification } = fix;
  return (
    <div className="fix-body">
      <FixPipeline fix={fix} />
      {verification !== null && (
        <div className="verdict" data-tone={verification.verdict}>
          <strong>{VERDICT_WORDS[verification.verdict].long}</strong>
          <p>
            <Sentence text={verification.reason} />
          </p>
        </div>
      )}
      {fix.status_reason !== null && fix.status_reason !== verification?.reason && (
        <p className="callout">
          <Sentence text={fix.status_reason} />
        </p>
      )}
      <h3 className="fix-title">
        <Sentence text={fix.title} />
      </h3>
      <p>
        <Sentence text={fix.description} />
      </p>
      {fix.code_diff !== '' && (
        <>
          <DiffView diff={fix.code_diff} />
          <DownloadPatch fix={fix} />
        </>
      )}
      {verification !== null && <VerificationSteps verification={verification} />}
      <FixScores fix={fix} />
      {fix.code_diff !== '' && <FixReview fix={fix} />}
      <FixApply fix={fix} />
    </div>
  );
}
