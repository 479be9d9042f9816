import { SEARCH_LIMITS } from '@bugsage/core';
import { text } from './text.ts';

/** The search language of docs/search.md; read by `readSearch`, whose errors name the character. */
export const searchQuery = text(SEARCH_LIMITS.lengthMax).describe(
  'Conditions such as `is:unresolved release:shop@2.* !tags.browser:Safari "out of stock"`; all must hold',
);
