import { parseJavaScriptStack } from '@bugsage/stacktrace';
import type { Case } from '../../src/evidence/case.ts';
import { gatherCase } from '../../src/evidence/gather.ts';
import { errorOf, ISSUE, PROJECT, storedEvent } from './event-fixture.ts';
import { memoryRepository } from './memory-repository.ts';
import { runSnippet } from './run-snippet.ts';
import type { Snippet } from './snippet.ts';

/** Runs a snippet and gathers the case of its error, as an SDK without source context would report it. */
export async function caseOfSnippet(snippet: Snippet): Promise<Case> {
  const [outcome] = await runSnippet(snippet.files, snippet.entry, [snippet.run]);
  if (outcome?.kind !== 'error') throw new Error(`${snippet.name} does not crash: ${outcome?.json}`);
  const { frames } = parseJavaScriptStack(outcome.stack);
  const own = frames.filter((frame) => (frame.abs_path ?? frame.filename ?? '').includes('bugsage-snippet-'));
  return gatherCase({
    issue: ISSUE,
    project: PROJECT,
    events: [
      storedEvent({
        exceptions: [
          errorOf(
            outcome.type,
            outcome.message,
            own.map((frame) => ({ ...frame, in_app: true })),
          ),
        ],
        breadcrumbs: snippet.breadcrumbs ?? [],
      }),
    ],
    openRepository: async () => memoryRepository(snippet.files),
  });
}
