import type { Fix } from '@bugsage/core';
import { FIX_PIPELINE, FIX_STATUS_WORDS, pipelineMarks, type PipelineMark } from '../format/fix-words.ts';
import { Icon } from './icon.tsx';

const MARK_WORDS: { readonly [Mark in PipelineMark]: string } = {
  done: 'done',
  current: 'in progress',
  waiting: 'not yet',
  failed: 'failed',
};

export function FixPipeline({ fix }: { readonly fix: Fix }) {
  const marks = pipelineMarks(fix.status, fix.code_diff !== '');
  return (
    <ol className="pipeline" aria-label="Progress of the fix">
      {FIX_PIPELINE.map((step, index) => {
        const mark = marks[index] ?? 'waiting';
        return (
          <li
            key={step}
            className="pipeline-step"
            data-mark={mark}
            aria-current={mark === 'current' ? 'step' : undefined}
          >
            <span className="pipeline-dot">
              {mark === 'done' && <Icon name="check" />}
              {mark === 'failed' && <Icon name="cross" />}
            </span>
            {FIX_STATUS_WORDS[step]}
            <span className="hidden-visually">, {MARK_WORDS[mark]}</span>
          </li>
        );
      })}
    </ol>
  );
}
