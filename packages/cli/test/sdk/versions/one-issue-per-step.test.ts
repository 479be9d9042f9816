import type { Issue } from '@bugsage/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type RunningCollector, runCollector } from '../../../../../collector/test/run-collector.ts';
import { RECORDED_KEY, RECORDED_SDKS, readRecording, recordingName } from './recording.ts';

/** The embedded engines share two cores with everything else that tests. */
const ARRIVAL = { timeout: 60_000, interval: 100 };
const NO_ISSUE = '00000000-0000-4000-8000-000000000000';
const VERSIONS = ['9.47.2', '10.78.0', '11.12.0'];

describe('one scenario recorded with several versions of an SDK', () => {
  let running: RunningCollector;
  /** Issue of each event. */
  const issueOf = new Map<string, Issue>();

  beforeAll(async () => {
    running = await runCollector({ environment: { BUGSAGE_INGEST_KEY: RECORDED_KEY } });
    const requests = RECORDED_SDKS.flatMap(readRecording);
    for (const { url, headers, body } of requests) {
      const response = await fetch(`${running.url}${url}`, {
        method: 'POST',
        headers: sendable(headers),
        body,
      });
      const answer = await response.text();
      if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${answer}`);
    }
    const eventIds = requests.map(({ body }) => eventIdOf(body));
    await vi.waitFor(() => Promise.all(eventIds.map(findIssue)), ARRIVAL);
    // Once more, now that all are counted.
    for (const eventId of eventIds) issueOf.set(eventId, await findIssue(eventId));
  });
  afterAll(() => running?.stop());

  async function findIssue(eventId: string): Promise<Issue> {
    const { events, issues } = running.engines.backends;
    const fingerprint = (await events.getEvent(1, eventId))?.grouping.fingerprint ?? '';
    const found = await issues.issuesOfFingerprints([{ project_id: 1, fingerprint }]);
    const issue = await issues.getIssue({ projectIds: [1] }, found.get(`1:${fingerprint}`) ?? NO_ISSUE);
    if (issue === null) throw new Error(`Event ${eventId} has no issue yet.`);
    return issue;
  }

  it.each(['@sentry/browser', '@sentry/node'])('%s forms one issue per step', (name) => {
    const sdks = RECORDED_SDKS.filter((sdk) => sdk.name === name);
    expect(sdks.map(({ version }) => version)).toEqual(VERSIONS);
    const perSdk = sdks.map((sdk) => {
      const steps = readRecording(sdk);
      // That the recording is of this version, as the SDK itself says.
      expect(steps.filter(({ body }) => body.includes(`"version":"${sdk.version}"`))).toHaveLength(
        steps.length,
      );
      return { sdk: recordingName(sdk), steps };
    });
    const [first] = perSdk;
    const names = first?.steps.map(({ step }) => step) ?? [];
    expect(names.length).toBeGreaterThan(5);
    const issues = perSdk.map(({ steps }) =>
      steps.map(({ step, body }) => {
        const issue = issueOf.get(eventIdOf(body));
        return { step, id: issue?.id, events: issue?.event_count };
      }),
    );
    for (const ofSdk of issues) expect(ofSdk).toEqual(issues[0]);
    expect(issues[0]?.map(({ events }) => events)).toEqual(names.map(() => VERSIONS.length));
    expect(new Set(issues[0]?.map(({ id }) => id)).size).toBe(names.length);
  });
});

function eventIdOf(body: string): string {
  return (JSON.parse(body.slice(0, body.indexOf('\n'))) as { event_id: string }).event_id;
}

/** Headers of the connection itself are made anew. */
function sendable(headers: Readonly<Record<string, string>>): Record<string, string> {
  const own = new Set([
    'connection',
    'content-length',
    'transfer-encoding',
    'accept-encoding',
    'accept-language',
  ]);
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !own.has(name) && !name.startsWith('sec-')),
  );
}
