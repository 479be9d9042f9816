import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';

/** One configuration for the build command, the first start of the server, and the development server. */
export const viteConfig: InlineConfig = {
  root: fileURLToPath(new URL('..', import.meta.url)),
  base: '/',
  configFile: false,
  plugins: [react()],
  build: {
    target: 'baseline-widely-available',
    // The first ones with light-dark(), which every colour uses.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Inlined files would be data: addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
    emptyOutDir: true,
    reportCompressedSize: false,
    // How long plugins take is nothing a first start should tell about.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8000', '/health': 'http://127.0.0.1:8000' } },
};
