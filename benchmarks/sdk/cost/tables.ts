import { markdownTable } from '../../markdown-table.ts';
import { type Cost, type Gate, isReached } from './gates.ts';

/** Each figure, what it may be, what it is, and that of Sentry's SDK in the same run. */
export function costTable(gates: readonly Gate[]): string {
  return markdownTable(
    ['CPU, or memory', 'at most', 'measured', '', 'Sentry 11.12.0'],
    gates.map((gate) => [
      gate.figure,
      `${gate.wanted} ${gate.unit}`,
      shown(gate.measured, gate.unit),
      isReached(gate) ? 'reached' : '**not reached**',
      gate.other === undefined ? '' : shown(gate.other, gate.unit),
    ]),
  );
}

export function throwTable({ throws }: Cost): string {
  return markdownTable(
    ['', 'CPU of a throw that is caught'],
    [
      ['without `localVariables()`', shown(throws.off, 'µs')],
      ['`localVariables()`', shown(throws.uncaught, 'µs')],
      ['`localVariables({ caught: true })`, 3,000 in a row', shown(throws.caught, 'µs')],
    ],
  );
}

function shown(value: number, unit: string): string {
  return `${value.toFixed(value < 20 ? 1 : 0)} ${unit}`;
}
