import type { ConsumeOptions } from '@bugsage/backends';
import { fillVectors, type VectorStores } from './fill-vectors.ts';
import { SIMILAR_LIMITS } from './limits.ts';

/** Makes the vector of a new issue before somebody asks for similar ones. Beside the way of an event: it only suggests. */
export function similarityConsumer(
  stores: VectorStores,
): Pick<ConsumeOptions, 'consumer' | 'subjects' | 'handle'> {
  return {
    consumer: 'similar',
    subjects: ['issue.created'],
    handle: async ({ message }) => {
      if ('project_id' in message.payload)
        await fillVectors(stores, message.payload.project_id, SIMILAR_LIMITS.filledPerIssueMax);
      return { kind: 'done' };
    },
  };
}
