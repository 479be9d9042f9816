export { normalize } from './normalize.ts';
export { userKey } from './user.ts';
