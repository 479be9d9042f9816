import { FILTERED } from './marker.ts';

/** Replaces payment card numbers: 13-19 digits, single blanks or dashes between them, a known issuer, a right check digit. */
export function filterCardNumbers(text: string): string {
  let result = '';
  let copied = 0;
  let at = 0;
  while (at < text.length) {
    if (!isDigit(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const run = digitRun(text, at);
    if (isCardNumber(run.digits) && !isWordCharacter(text, at - 1) && !isWordCharacter(text, run.end)) {
      result += text.slice(copied, at) + FILTERED;
      copied = run.end;
    }
    at = run.end;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

/** A card number sent as a JSON number. */
export function isCardNumber(digits: string): boolean {
  return digits.length >= 13 && digits.length <= 19 && ISSUERS.test(digits) && passesLuhn(digits);
}

/** Visa, Mastercard, American Express, Diners, Discover, JCB, UnionPay, Maestro: times in milliseconds start with 1. */
const ISSUERS = /^(?:4|5[0-8]|2[2-7]|3[0-9]|6[0-9])/;

function digitRun(text: string, from: number): { digits: string; end: number } {
  let digits = '';
  let at = from;
  while (at < text.length) {
    if (isDigit(text.charCodeAt(at))) {
      digits += text.charAt(at);
      at += 1;
    } else if ((text[at] === ' ' || text[at] === '-') && isDigit(text.charCodeAt(at + 1))) at += 1;
    else break;
  }
  return { digits, end: at };
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    const doubled = at % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isWordCharacter(text: string, at: number): boolean {
  return at >= 0 && at < text.length && /[\w.]/.test(text.charAt(at)) && text[at] !== '.';
}
