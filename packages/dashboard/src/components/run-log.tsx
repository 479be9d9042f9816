import { visibleLog } from '../format/visible-text.ts';
import { ScrollArea } from './scroll-area.tsx';

/** What a command printed, in a box of bounded height. */
export function RunLog({ log, label }: { readonly log: string; readonly label: string }) {
  return (
    <ScrollArea className="run-log" label={label}>
      <pre>{log === '' ? '(no output)' : visibleLog(log)}</pre>
    </ScrollArea>
  );
}
