/** A quiet sign that something is on its way. */
export function Busy({ text }: { readonly text: string }) {
  return (
    <output className="busy">
      <span className="busy-dot" aria-hidden="true" />
      {text}
    </output>
  );
}
