import type { ConsumeOptions } from '@bugsage/backends';

type Handler = ConsumeOptions['handle'];

/** The stages behind the bus. `query` is the API, beside this list. */
export type Stages = { readonly analyze: Handler; readonly fix: Handler; readonly publish: Handler };

type Consumer = Pick<ConsumeOptions, 'consumer' | 'subjects' | 'handle'>;

/**
 * The way of an event through the analyzer: what is published about an issue is analyzed; a sure analysis requests a
 * fix; a fix is verified before anybody sees it as ready; an approved one is published when a person asks for it.
 */
export function pipeline(stages: Stages): readonly Consumer[] {
  return [
    {
      consumer: 'analyze',
      subjects: ['issue.created', 'issue.regressed', 'analysis.requested'],
      handle: stages.analyze,
    },
    { consumer: 'fix', subjects: ['fix.requested'], handle: stages.fix },
    {
      consumer: 'publish',
      subjects: ['fix.apply_requested', 'fix.rollback_requested'],
      handle: stages.publish,
    },
  ];
}
