import { RuleFault } from './rule-error.ts';

/** Reads a rule from left to right. Words end at white space; quoted text may hold anything, `\"` is a quote. */
export class RuleScanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get rest(): string {
    this.#skipSpace();
    return this.#text.slice(this.#at);
  }

  get isAtEnd(): boolean {
    this.#skipSpace();
    return this.#at >= this.#text.length;
  }

  /** Takes `token` when it comes next. */
  accept(token: string): boolean {
    this.#skipSpace();
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.accept(token)) throw new RuleFault(`Expected \`${token}\` ${this.place()}.`);
  }

  /** A quoted text, or a word up to white space or one of `stops`. Variables `{{ … }}` keep their spaces. */
  value(stops = ''): string {
    this.#skipSpace();
    if (this.accept('"')) return this.closeQuote();
    const start = this.#at;
    while (this.#at < this.#text.length) {
      if (this.#text.startsWith('{{', this.#at)) {
        const close = this.#text.indexOf('}}', this.#at);
        if (close < 0) throw new RuleFault('A variable `{{` is not closed by `}}`.');
        this.#at = close + 2;
        continue;
      }
      const character = this.#text.charAt(this.#at);
      if (isSpace(character) || stops.includes(character)) break;
      this.#at += 1;
    }
    if (this.#at === start) throw new RuleFault(`Expected a value ${this.place()}.`);
    return this.#text.slice(start, this.#at);
  }

  /** Takes what `pattern` (sticky) matches next, or nothing. */
  match(pattern: RegExp): string | null {
    this.#skipSpace();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  place(): string {
    const rest = this.rest;
    return rest === '' ? 'at the end of the line' : `before \`${rest.slice(0, 40)}\``;
  }

  /** The text up to the closing quote; the opening one has been taken. */
  closeQuote(): string {
    let text = '';
    for (let at = this.#at; at < this.#text.length; at += 1) {
      const character = this.#text.charAt(at);
      if (character === '"') {
        this.#at = at + 1;
        return text;
      }
      const isEscapedQuote = character === '\\' && this.#text[at + 1] === '"';
      if (isEscapedQuote) at += 1;
      text += isEscapedQuote ? '"' : character;
    }
    throw new RuleFault('A quoted text is not closed.');
  }

  #skipSpace(): void {
    while (isSpace(this.#text.charAt(this.#at))) this.#at += 1;
  }
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t';
}
