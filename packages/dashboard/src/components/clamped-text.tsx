import { useState } from 'react';
import { CLAMPED_CHARACTERS, CLAMPED_LINES } from '../limits.ts';

/** Text of an event, a few lines of it until the rest is asked for. Give it text that is already visible. */
export function ClampedText({ text }: { readonly text: string }) {
  const [all, setAll] = useState(false);
  if (!isLong(text)) return text;
  return (
    <>
      <span className={all ? undefined : 'clamped'}>{text}</span>
      <button type="button" className="button-link" aria-expanded={all} onClick={() => setAll(!all)}>
        {all ? 'Show less' : 'Show all'}
      </button>
    </>
  );
}

function isLong(text: string): boolean {
  return text.length > CLAMPED_CHARACTERS || text.split('\n').length > CLAMPED_LINES;
}
