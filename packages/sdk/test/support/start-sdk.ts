import { init } from '@bugsage/sdk';

/** Loaded with `--import` before a program that knows nothing of the SDK. */
init({ dsn: process.env['BUGSAGE_DSN'], release: 'program@1' });
