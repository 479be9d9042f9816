/** A quiet sign that something is on its way. */
export function Busy({ text }: { readonly text: string }) {
  return (
    <p className="busy" role="status">
      <span className="busy-dot" aria-hidden="true" />
      {text}
    </p>
  );
}
