import type { Configuration } from '@bugsage/core';
import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';

/** JSON lines for programs; short readable lines where a person looks on. */
export function openLogger(configuration: Configuration): Logger {
  const options = {
    level: configuration.BUGSAGE_LOG_LEVEL,
    base: null,
    serializers: { error: pino.stdSerializers.err },
  };
  if (!process.stdout.isTTY) return pino(options);
  return pino(options, pretty({ colorize: true, translateTime: 'SYS:HH:MM:ss', singleLine: true }));
}
