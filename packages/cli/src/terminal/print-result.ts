import { safeJson, safeText } from './safe-text.ts';

export type Output = { readonly json?: boolean };

/** The result on stdout: with `--json` what the API answered, on one line, else the text for people. */
export function printResult<Value>(output: Output, value: Value, text: (value: Value) => string): void {
  process.stdout.write(`${output.json === true ? safeJson(value) : safeText(text(value))}\n`);
}

/** Beside the result, so that scripts can read that alone. */
export function note(text: string): void {
  process.stderr.write(`${safeText(text)}\n`);
}
