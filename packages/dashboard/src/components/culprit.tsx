import { shortenPath } from '../format/short-path.ts';
import { visibleText } from '../format/visible-text.ts';
import { CULPRIT_CHARACTERS_MAX } from '../limits.ts';

/** Where an issue happens, in the one line of a row; the whole text is in its title and on the issue page. */
export function Culprit({ culprit }: { readonly culprit: string }) {
  if (culprit === '') return null;
  return (
    <code className="issue-culprit" title={visibleText(culprit)}>
      {visibleText(shortenPath(culprit, CULPRIT_CHARACTERS_MAX))}
    </code>
  );
}
