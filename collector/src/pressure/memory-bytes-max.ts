import { totalmem } from 'node:os';
import type { Configuration } from '@bugsage/core';

/** The rest is for the engines, which are processes of their own, and the page cache that makes them fast. */
const SHARE_OF_MACHINE = 0.8;

/** Bytes this process may take: as configured, else a share of what the machine or its control group has. */
export function memoryBytesMax(configuration: Pick<Configuration, 'BUGSAGE_MEMORY_BYTES_MAX'>): number {
  const constrained = process.constrainedMemory();
  const available = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return configuration.BUGSAGE_MEMORY_BYTES_MAX ?? available * SHARE_OF_MACHINE;
}
