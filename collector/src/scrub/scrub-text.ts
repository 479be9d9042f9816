import { filterCardNumbers } from './card-numbers.ts';
import { rememberingClean } from './clean-texts.ts';
import { filterInlineSecrets } from './inline-secrets.ts';
import { filterTokens } from './tokens.ts';
import { mayHoldSecret } from './triggers.ts';
import { filterUrlCredentials } from './url-credentials.ts';

/** Prose and data: everything that can be told by its form, or by a name before it. */
export function scrubText(text: string): string {
  return mayHoldSecret(text) ? searchText(text) : text;
}

/** Source lines: only what shows by its form, because `password = form.get()` is how the code reads. */
export function scrubCode(text: string): string {
  return mayHoldSecret(text) ? searchCode(text) : text;
}

/** Places of code: credentials and query parameters; a path stays as it is. */
export function scrubUrl(text: string): string {
  return mayHoldSecret(text) ? searchUrl(text) : text;
}

const searchText = rememberingClean((text) => {
  const scrubbed = scrubPlain(text);
  return ENCODED.test(scrubbed) ? scrubEncoded(scrubbed) : scrubbed;
});

const searchCode = rememberingClean((text) => filterUrlCredentials(filterTokens(text)));

const searchUrl = rememberingClean((text) => filterInlineSecrets(filterUrlCredentials(filterTokens(text))));

function scrubPlain(text: string): string {
  return filterCardNumbers(filterInlineSecrets(filterUrlCredentials(filterTokens(text))));
}

/** Encoded `=`, `:`, `@`, quote or blank: the text may hold a query or JSON inside a query. */
const ENCODED = /%(?:3[AaDd]|40|2[02])/;

/** A secret that shows only after decoding leaves the decoded text, scrubbed. */
function scrubEncoded(text: string): string {
  // ASCII only, so that a stray `%` cannot make decoding fail and hide what follows.
  const decoded = text.replaceAll(/%[0-7][\dA-Fa-f]/g, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  );
  const scrubbed = scrubPlain(decoded);
  return scrubbed === decoded ? text : scrubbed;
}
