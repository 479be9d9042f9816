import { join } from 'node:path';

// The frameworks are installed one folder above.
export default { turbopack: { root: join(import.meta.dirname, '..') } };
