import { join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page. The same build is served by the browser host and by Electron's protocol handler, both from the root of an origin. */
export default defineConfig({
  root: join(import.meta.dirname, 'renderer'),
  base: '/',
  plugins: [react(), tailwindcss()],
  build: {
    outDir: join(import.meta.dirname, 'dist/renderer'),
    emptyOutDir: true,
    // Chromium of Electron 45 and of today's browsers; nothing older is served.
    target: 'es2024',
    // The content security policy allows neither inline scripts nor data: scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // In kB. Read from this machine: a size that would matter on a network does not here. The largest makes PDF files, and is read
    // with the first of them.
    chunkSizeWarningLimit: 2500,
  },
});
