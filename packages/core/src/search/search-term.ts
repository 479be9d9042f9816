export type SearchOperator = '=' | '>' | '>=' | '<' | '<=';

export type SearchBound = { readonly operator: SearchOperator; readonly value: number };

/** One condition of a search; all of them must hold. `negated` turns it round, and a missing value fails every match. */
export type SearchTerm =
  /** Words anywhere in what names an issue or event; matched literally, case-insensitive. */
  | { readonly kind: 'text'; readonly negated: boolean; readonly text: string }
  /** The field has one of the values. `*` in a value stands for any text. */
  | {
      readonly kind: 'match';
      readonly negated: boolean;
      readonly field: string;
      readonly values: readonly string[];
    }
  /** The number (of a time: Unix milliseconds) is within all bounds. */
  | {
      readonly kind: 'compare';
      readonly negated: boolean;
      readonly field: string;
      readonly bounds: readonly SearchBound[];
    }
  /** The field has a value. */
  | { readonly kind: 'has'; readonly negated: boolean; readonly field: string }
  /** A named state, for example `is:unresolved`. */
  | { readonly kind: 'is'; readonly negated: boolean; readonly word: string };

/** What a field holds. `words` is a closed list: any other value is a mistake and is said to be one. */
export type SearchField =
  | { readonly kind: 'text' }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'number' }
  | { readonly kind: 'time' };

/** What can be searched for. `tags.<key>` is a text field of every catalogue. */
export type SearchCatalogue = {
  readonly fields: Readonly<Record<string, SearchField>>;
  readonly states: readonly string[];
};
