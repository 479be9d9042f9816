import type { CapturedFrame } from '../public-types.ts';
import { completeNodeFrame } from './complete-frame.ts';
import { parseStack } from './parse-stack.ts';

/** The frames of a stack as Node's files are called; the call that threw first. */
export function readStack(stack: string): CapturedFrame[] {
  return parseStack(stack).map(completeNodeFrame);
}
