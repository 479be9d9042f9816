import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const RECORDED_FOLDER = join(import.meta.dirname, 'recorded');

/** The key in the DSN of every recording: a test's collector is started with it. */
export const RECORDED_KEY = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';

export type RecordedSdk = { readonly name: '@sentry/browser' | '@sentry/node'; readonly version: string };

/** Last version of each major line when recorded. */
export const RECORDED_SDKS: readonly RecordedSdk[] = (['@sentry/browser', '@sentry/node'] as const).flatMap(
  (name) => ['9.47.2', '10.78.0', '11.12.0'].map((version) => ({ name, version })),
);

/** A request that brought an event, as it came over the wire but without the framing of chunks. */
export type RecordedStep = {
  /** The button that was clicked, or the program that ran. */
  readonly step: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export function recordingName({ name, version }: RecordedSdk): string {
  return `${name.replace('@sentry/', '')}-${version}`;
}

export function readRecording(sdk: RecordedSdk): readonly RecordedStep[] {
  const file = join(RECORDED_FOLDER, `${recordingName(sdk)}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as readonly RecordedStep[];
}
