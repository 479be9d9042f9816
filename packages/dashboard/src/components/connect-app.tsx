import { useState } from 'react';
import { connectSnippets } from '../format/connect-code.ts';
import { CodeBlock } from './code-block.tsx';
import { Segments } from './segments.tsx';

/** How to point an app here: the DSN and code for our SDK and for Sentry's. */
export function ConnectApp({ dsn }: { readonly dsn: string }) {
  const snippets = connectSnippets(dsn);
  const choices = snippets.map(({ label }, value) => ({ value, word: label }));
  const [chosen, setChosen] = useState(0);
  const snippet = snippets[chosen] ?? snippets[0];
  return (
    <div className="connect">
      <h3 className="connect-step">1. The DSN of this project</h3>
      <CodeBlock code={dsn} label="DSN" />
      <h3 className="connect-step">2. Put it into your app</h3>
      <Segments label="SDK" choices={choices} chosen={chosen} onChoose={setChosen} />
      {snippet !== undefined && (
        <>
          <CodeBlock code={snippet.install} label="install command" />
          <CodeBlock code={snippet.code} label="set-up code" />
        </>
      )}
      <h3 className="connect-step">3. Throw something</h3>
      <p>The first error shows up here within seconds; this page refreshes itself.</p>
    </div>
  );
}
