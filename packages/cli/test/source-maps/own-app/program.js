import { init } from '@bugsage/sdk';
import { totalOf } from '../app/cart.js';

const { PROGRAM_DSN, PROGRAM_RELEASE } = process.env;
init({ dsn: PROGRAM_DSN, release: PROGRAM_RELEASE });
setImmediate(() => totalOf({ lines: [{ count: 2 }] }));
