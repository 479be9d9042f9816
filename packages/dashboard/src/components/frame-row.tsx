import type { Frame } from '@bugsage/core';
import { frameLocation, sourceLines } from '../format/frame-groups.ts';
import { visibleText } from '../format/visible-text.ts';
import { FrameMapping } from './frame-mapping.tsx';
import { FrameSource } from './frame-source.tsx';
import { Icon } from './icon.tsx';
import { KeyValues } from './key-values.tsx';

/** One call: own ones with their source and local variables to open. */
export function FrameRow({ frame, opened }: { readonly frame: Frame; readonly opened: boolean }) {
  const lines = sourceLines(frame);
  const hasMore = lines.length > 0 || frame.vars !== null;
  const head = (
    <>
      <code className="frame-function">{visibleText(frame.function ?? '<anonymous>')}</code>
      <code
        className="frame-location"
        title={frame.abs_path === null ? undefined : visibleText(frame.abs_path)}
      >
        {visibleText(frameLocation(frame))}
      </code>
    </>
  );
  if (!hasMore) {
    return (
      <li className="frame frame-flat" data-own={frame.in_app}>
        {head}
        <FrameMapping mapping={frame.mapping} />
      </li>
    );
  }
  return (
    <li className="frame" data-own={frame.in_app}>
      <details open={opened}>
        <summary>
          <Icon name="chevron" />
          {head}
        </summary>
        {lines.length > 0 && <FrameSource lines={lines} location={frameLocation(frame)} />}
        <FrameMapping mapping={frame.mapping} />
        {frame.vars !== null && (
          <div className="frame-variables">
            <h4>Local variables</h4>
            <KeyValues entries={Object.entries(frame.vars)} />
          </div>
        )}
      </details>
    </li>
  );
}
