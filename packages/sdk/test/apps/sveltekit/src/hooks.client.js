import { init } from '@bugsage/sdk';
import { handleErrorWith } from '@bugsage/sdk/svelte';

init({ dsn: import.meta.env.VITE_BUGSAGE_DSN, release: 'kit@1' });

export const handleError = handleErrorWith(() => ({ message: 'sorry' }));
