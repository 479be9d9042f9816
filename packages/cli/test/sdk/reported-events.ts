import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Breadcrumb, Frame, Issue, NormalizedEvent } from '@bugsage/core';
import { expect } from 'vitest';
import { openApi, type RunningServer } from '../running-server.ts';

/** The embedded engines share two cores with everything else that tests. */
const ARRIVAL = { timeout: 30_000, interval: 250 };

type Api = Awaited<ReturnType<typeof openApi>>;
export type Reported = { readonly issue: Issue; readonly event: NormalizedEvent };
export type ReportReader = (wanted: {
  release: string;
  titles: readonly string[];
  /** Shown when they do not arrive: what the sender knows about it. */
  context: string;
}) => Promise<Reported[]>;

/**
 * Answers a reader of the REST API that waits until the titles of all events of one release are exactly the given ones,
 * and answers those events in that order. A release belongs to one run of one program, so tests may share a server.
 */
export async function createReportReader(server: RunningServer): Promise<ReportReader> {
  const api = await openApi(server);
  return async ({ release, titles, context }) => {
    const arrived = async (): Promise<string[]> =>
      (await listEvents(api, release)).map(({ issue }) => issue.title).toSorted();
    await expect.poll(arrived, { ...ARRIVAL, message: context }).toEqual(titles.toSorted());
    const reports = await Promise.all(
      (await listEvents(api, release)).map((listed) => readEvent(api, listed)),
    );
    return reports.toSorted((a, b) => titles.indexOf(a.issue.title) - titles.indexOf(b.issue.title));
  };
}

/** Calls of the application, oldest first, each with the code at the reported line: `file in function: code`. */
export function callsOf(frames: readonly Frame[], folder: string): string[] {
  return frames
    .filter((frame) => frame.in_app)
    .map(({ filename, function: name, lineno }) => {
      const file = basename(filename ?? '?');
      return `${file} in ${name ?? '?'}: ${codeAt(join(folder, file), lineno ?? 0)}`;
    });
}

/** Breadcrumbs of one category as `level message url status_code`, without what is absent. */
export function crumbsOf(event: NormalizedEvent, category: string): string[] {
  return event.breadcrumbs.filter((crumb) => crumb.category === category).map(describeCrumb);
}

function describeCrumb({ level, message, data }: Breadcrumb): string {
  const parts = [level, message, data?.['url'], data?.['status_code']];
  return parts
    .flatMap((part) => (typeof part === 'string' || typeof part === 'number' ? [part] : []))
    .join(' ');
}

function codeAt(path: string, line: number): string {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines[line - 1]?.trim() ?? `no line ${line}`;
}

type Listed = { readonly issue: Issue; readonly eventId: string };

async function listEvents(api: Api, release: string): Promise<Listed[]> {
  const { issues } = await read<{ issues: Issue[] }>(api, '/issues?project_id=1&limit=1000');
  const perIssue = issues.map(async (issue) => {
    const path = `/issues/${issue.id}/events?limit=100`;
    const { events } = await read<{ events: { event_id: string; release: string | null }[] }>(api, path);
    return events
      .filter((event) => event.release === release)
      .map((event) => ({ issue, eventId: event.event_id }));
  });
  return (await Promise.all(perIssue)).flat();
}

async function readEvent(api: Api, { issue, eventId }: Listed): Promise<Reported> {
  const { event } = await read<{ event: NormalizedEvent }>(api, `/issues/${issue.id}/events/${eventId}`);
  return { issue, event };
}

async function read<T>(api: Api, path: string): Promise<T> {
  const response = await api(path);
  if (response.status !== 200)
    throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
