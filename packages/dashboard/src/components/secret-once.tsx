import { CodeBlock } from './code-block.tsx';

type Properties = { readonly secret: string; readonly label: string; readonly hint: string };

/** A secret that the server shows once. */
export function SecretOnce({ secret, label, hint }: Properties) {
  return (
    <div className="secret-once" role="status">
      <p>{hint}</p>
      <CodeBlock code={secret} label={label} />
    </div>
  );
}
