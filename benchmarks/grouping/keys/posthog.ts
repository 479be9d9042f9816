import type { Frame } from '@bugsage/core';
import type { KeyModel } from './key-model.ts';

/** Model of PostHog: exception types, resolved in-app frames by name and source, unresolved ones by place too. */
export const posthog: KeyModel = {
  name: 'PostHog (model)',
  keysOf: (event) => [
    event.exceptions
      .map(({ type, value, frames }) => {
        const inApp = frames.filter((frame) => frame.in_app);
        const kept = inApp.length > 0 ? inApp : frames.slice(0, 1);
        const isResolved = kept.some((frame) => resolved(frame));
        return [type, isResolved ? '' : value, ...kept.map(part)].join('|');
      })
      .join('||'),
  ],
};

/** Code of a bundle without its map has neither context nor a path inside a project. */
function resolved(frame: Frame): boolean {
  return frame.context_line !== null || frame.abs_path?.includes('://') !== true;
}

function part(frame: Frame): string {
  const source = frame.filename ?? frame.module ?? '';
  return resolved(frame)
    ? `${frame.function}@${source}`
    : `${frame.function}@${source}:${frame.lineno}:${frame.colno}`;
}
