import { fingerprint } from '@bugsage/fingerprint';
import type { KeyModel } from './key-model.ts';

export const bugsage: KeyModel = {
  name: 'BugSage bs1',
  keysOf: (event) => {
    const { fingerprint: key, alternatives } = fingerprint(event);
    return [key, ...alternatives];
  },
};
