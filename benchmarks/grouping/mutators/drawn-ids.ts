import type { Random } from '../random.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ALPHANUMERIC = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** Messages with a value that differs from one occurrence to the next. */
export const DRAWN_IDS: readonly ((message: string, random: Random) => string)[] = [
  (message, random) => `${message} (request ${uuid(random)})`,
  (message, random) => `${message} for user ${random.between(1, 900_000)}`,
  (message, random) =>
    `${message}: connect ECONNREFUSED 10.0.${random.between(0, 255)}.${random.between(1, 254)}:${random.between(1024, 65_000)}`,
  (message, random) => `${message} at ${date(random)}`,
  (message, random) => `${message} token=${random.hex(32)}`,
  (message, random) => `${message} by ${random.text(LETTERS, 6)}@example.com`,
  (message, random) => `${message} customer cus_${random.text(ALPHANUMERIC, 7)}${random.between(1, 9)}x`,
  (message, random) => `${message} after ${random.between(2, 30_000)}ms`,
  (message, random) => `${message} in /tmp/job-${random.hex(6)}/out.json`,
  (message, random) => `${message} "report-${random.between(100, 999)}.pdf"`,
  (message, random) => `${message} 0x${random.hex(12)}`,
  (message, random) => `order #${random.between(1000, 99_999)}: ${message}`,
  (message, random) => `${message} (attempt ${random.between(1, 9)} of ${random.between(10, 20)})`,
  (message, random) =>
    `${message} https://api.example.com/v1/carts/${random.between(1, 9999)}?trace=${random.hex(8)}`,
];

function uuid(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => random.hex(length)).join('-');
}

function date(random: Random): string {
  const two = (max: number): string => String(random.between(1, max)).padStart(2, '0');
  return `2026-${two(12)}-${two(28)}T${two(23)}:${two(59)}:${two(59)}.${random.between(100, 999)}Z`;
}
