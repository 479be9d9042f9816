import type { Fix } from '@bugsage/core';
import { type PipelineMark, pipelineSteps } from '../format/fix-words.ts';
import { Icon, type IconName } from './icon.tsx';

const MARK_WORDS: { readonly [Mark in PipelineMark]: string } = {
  done: 'done',
  current: 'in progress',
  waiting: 'not yet',
  failed: 'failed',
  unproven: 'neither proven nor refuted',
};

const MARK_ICONS: { readonly [Mark in PipelineMark]: IconName | null } = {
  done: 'check',
  current: null,
  waiting: null,
  failed: 'cross',
  unproven: 'minus',
};

export function FixPipeline({ fix }: { readonly fix: Fix }) {
  return (
    <ol className="pipeline" aria-label="Progress of the fix">
      {pipelineSteps(fix).map(({ word, mark }) => {
        const icon = MARK_ICONS[mark];
        return (
          <li
            key={word}
            className="pipeline-step"
            data-mark={mark}
            aria-current={mark === 'current' ? 'step' : undefined}
          >
            <span className="pipeline-dot">{icon !== null && <Icon name={icon} />}</span>
            {word}
            <span className="hidden-visually">, {MARK_WORDS[mark]}</span>
          </li>
        );
      })}
    </ol>
  );
}
