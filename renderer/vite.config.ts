import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  // The console's server puts a fresh nonce in this place at every page.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: join(import.meta.dirname, '..', 'dist', 'renderer'),
    emptyOutDir: true,
    target: ['chrome125', 'edge125', 'firefox128', 'safari18'],
    // An inlined asset would be a data: address, which the page's policy refuses for fonts and scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The licences of what is bundled go with every copy of it.
    license: { fileName: 'licences.md' },
    rollupOptions: {
      input: {
        console: join(import.meta.dirname, 'index.html'),
        portal: join(import.meta.dirname, 'portal', 'index.html'),
      },
    },
    // What a page loads at first is weighed by build/checks/console-size.mjs.
    manifest: true,
  },
})
