import { mainOf } from '../event.ts';
import type { KeyModel } from './key-model.ts';

/** Model of GlitchTip: title, culprit and type as they are. */
export const glitchtip: KeyModel = {
  name: 'GlitchTip (model)',
  keysOf: (event) => {
    const { type, value, frames } = mainOf(event);
    const title = `${type}: ${(value ?? '').split('\n', 1)[0] ?? ''}`;
    const frame = frames.findLast((one) => one.in_app) ?? frames.at(-1);
    const culprit =
      event.transaction ??
      (frame === undefined ? '' : `${frame.module ?? frame.filename} in ${frame.function}`);
    return [`${title}|${culprit}`];
  },
};
