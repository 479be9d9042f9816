/** Numbers as the text of an array. The driver quotes and escapes each element of one, which takes ten times as long. */
export function numbers(values: readonly number[]): string {
  return `{${values.join(',')}}`;
}

/** As `numbers`, for hexadecimal ids; where one is anything else, the driver quotes them all. */
export function ids(values: readonly string[]): string | readonly string[] {
  return values.every((value) => HEXADECIMAL.test(value)) ? `{${values.join(',')}}` : values;
}

/** Digits and the dashes of a UUID: nothing that means something in the text of an array. */
const HEXADECIMAL = /^[0-9a-f-]+$/;
