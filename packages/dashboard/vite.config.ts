import { viteConfig } from './src/vite-config.ts';

export default viteConfig;
