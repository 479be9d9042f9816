import type { InputHTMLAttributes } from 'react';

type Properties = InputHTMLAttributes<HTMLInputElement> & { readonly label: string; readonly name: string };

/** A labelled line of text. */
export function TextField({ label, ...input }: Properties) {
  return (
    <label className="field">
      <span>{label}</span>
      <input className="input" {...input} />
    </label>
  );
}
