import type { PlacedFrame } from '../format/frame-groups.ts';
import { counted } from '../format/number.ts';
import { FrameRow } from './frame-row.tsx';
import { Icon } from './icon.tsx';

/** Library frames between own ones, folded to one line. */
export function LibraryFrames({ frames }: { readonly frames: readonly PlacedFrame[] }) {
  return (
    <li className="frame frame-library">
      <details>
        <summary>
          <Icon name="chevron" />
          {counted(frames.length, 'library frame')}
        </summary>
        <ol className="frames">
          {frames.map(({ at, frame }) => (
            <FrameRow key={at} frame={frame} opened={false} />
          ))}
        </ol>
      </details>
    </li>
  );
}
