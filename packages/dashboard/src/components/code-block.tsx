import { CopyButton } from './copy-button.tsx';
import { ScrollArea } from './scroll-area.tsx';

export function CodeBlock({ code, label }: { readonly code: string; readonly label: string }) {
  return (
    <div className="code-block">
      <ScrollArea className="code-scroll" label={label}>
        <pre>
          <code>{code}</code>
        </pre>
      </ScrollArea>
      <CopyButton text={code} label={`Copy ${label}`} />
    </div>
  );
}
