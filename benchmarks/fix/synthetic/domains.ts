/** Words of a line of business, so that a class is not one program with one spelling. */
export type Domain = {
  readonly name: string;
  readonly item: string;
  readonly list: string;
  readonly field: string;
  readonly person: string;
  readonly text: string;
};

export const DOMAINS = [
  { name: 'shop', item: 'order', list: 'orders', field: 'total', person: 'customer', text: 'note' },
  { name: 'clinic', item: 'visit', list: 'visits', field: 'fee', person: 'patient', text: 'remark' },
] as const satisfies readonly Domain[];

/** `$item`, `$Item` and the like become the words of a domain. */
export function inWords(text: string, domain: Domain): string {
  return text.replaceAll(
    /\$(item|list|field|person|text|name|Item|List|Field|Person|Text)\b/g,
    (_, word: string) => {
      const value = domain[word.toLowerCase() as keyof Domain];
      return /^[A-Z]/.test(word) ? value.slice(0, 1).toUpperCase() + value.slice(1) : value;
    },
  );
}
