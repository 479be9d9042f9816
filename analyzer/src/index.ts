export type * from './analyze/diagnosis.ts';
export type * from './evidence/case.ts';
