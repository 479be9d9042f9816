import type { Frame } from '@bugsage/core';
import { counted } from '../format/number.ts';
import { FrameRow } from './frame-row.tsx';
import { Icon } from './icon.tsx';

/** Library frames between own ones, folded to one line. */
export function LibraryFrames({ frames }: { readonly frames: readonly Frame[] }) {
  return (
    <li className="frame frame-library">
      <details>
        <summary>
          <Icon name="chevron" />
          {counted(frames.length, 'library frame')}
        </summary>
        <ol className="frames">
          {frames.map((frame, index) => (
            // Frames of one event never change.
            // oxlint-disable-next-line react/no-array-index-key
            <FrameRow key={index} frame={frame} opened={false} />
          ))}
        </ol>
      </details>
    </li>
  );
}
