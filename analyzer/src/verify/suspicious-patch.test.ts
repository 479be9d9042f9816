import { expect, test } from 'vitest';
import { suspicionOf } from './suspicious-patch.ts';

const BEFORE = 'export const f = (load, x) => load(x).then((one) => one.name);';

test.each([
  [
    'a catch that says nothing',
    'export const f = (load, x) => { try { return load(x).name; } catch { return 0; } };',
    true,
  ],
  [
    'a catch that throws',
    'export const f = (load, x) => { try { return load(x); } catch (e) { throw new Error("a", { cause: e }); } };',
    false,
  ],
  ['a rejected promise dropped', `${BEFORE.slice(0, -1)}.catch(() => null);`, true],
  [
    'a rejected promise dropped by then',
    'export const f = (load, x) => load(x).then((one) => one.name, () => 0);',
    true,
  ],
  [
    'a finally that returns',
    'export const f = (load, x) => { try { return load(x); } finally { return 0; } };',
    true,
  ],
  [
    'a finally that tidies',
    'export const f = (load, x) => { try { return load(x); } finally { x.close(); } };',
    false,
  ],
  ['an empty object', 'export const f = (load, x) => load(x ?? {}).then((one) => one.name);', true],
  ['a guard', 'export const f = (load, x) => (x ? load(x).then((one) => one.name) : null);', false],
])('%s', (_name, after, suspicious) => {
  expect(suspicionOf([{ path: 'a.js', before: BEFORE, after }]) !== null).toBe(suspicious);
});
