import { build, casesOfClass } from './build-case.ts';
import type { SyntheticCase } from './case.ts';
import { ANSWERS } from './classes/answers.ts';
import { CALLS } from './classes/calls.ts';
import { NAMES } from './classes/names.ts';
import { NOISE } from './classes/noise.ts';
import { NULLISH } from './classes/nullish.ts';
import { TRAPS } from './classes/traps.ts';
import { PYTHON_CLASSES } from './classes/python.ts';
import { DOMAINS } from './domains.ts';

/** Every case of the synthetic part, in a fixed order. */
export function syntheticCases(): SyntheticCase[] {
  const noise = NOISE.map(([id, draft]) =>
    build(`noise/${id}`, 'noise', { id: 'noise' }, { draft, domain: DOMAINS[0] }),
  );
  const traps = TRAPS.flatMap(([id, draft]) =>
    DOMAINS.map((domain) => build(`trap/${id}/${domain.name}`, 'trap', { id: 'trap' }, { draft, domain })),
  );
  return [
    ...[...NULLISH, ...CALLS, ...NAMES, ...ANSWERS, ...PYTHON_CLASSES].flatMap(casesOfClass),
    ...traps,
    ...noise,
  ];
}
