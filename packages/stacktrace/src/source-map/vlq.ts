/** Value of every byte as base64 digit; 255 is none. */
export const DIGITS = new Uint8Array(256).fill(255);
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
for (let value = 0; value < ALPHABET.length; value += 1) DIGITS[ALPHABET.charCodeAt(value)] = value;

/** Signed number of every byte that is a whole number by itself; `LONGER` for one that goes on, or is no digit. */
export const ONE_DIGIT = new Int8Array(256);
export const LONGER = 127;
for (let code = 0; code < ONE_DIGIT.length; code += 1) {
  const digit = DIGITS[code] ?? 255;
  ONE_DIGIT[code] = digit < 32 ? signed(digit) : LONGER;
}

/** All numbers of an item without their signs; null when it holds anything but base64 digits of whole numbers. */
export function unsignedNumbers(item: string): readonly number[] | null {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (let at = 0; at < item.length; at += 1) {
    const digit = DIGITS[item.charCodeAt(at)] ?? 255;
    if (digit === 255 || shift > 30) return null;
    value += (digit & 31) * 2 ** shift;
    shift += 5;
    if (digit < 32) {
      numbers.push(value);
      value = 0;
      shift = 0;
    }
  }
  return shift === 0 ? numbers : null;
}

/** The lowest bit of an unsigned number is the sign of the signed one. */
export function signed(value: number): number {
  const magnitude = Math.floor(value / 2);
  return value % 2 === 1 ? -magnitude : magnitude;
}
