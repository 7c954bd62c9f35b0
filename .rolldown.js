import { defineConfig } from 'rolldown'

/**
 * CommonJS in a few files: Node takes about a millisecond to load each ES module, which `kms-audit --help` would pay
 * thirty times. Dependencies stay where they are, and what the program loads lazily stays a file of its own.
 */
export default defineConfig({
  input: { main: 'src/main.ts', io: 'src/lib/io.ts' },
  platform: 'node',
  external: /^[^./]/,
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    dynamicImportInCjs: false,
  },
  plugins: [
    {
      // Some dependencies are ES modules. What `require` gives for one of these is the module and not its default
      // export, and says so by `__esModule`; the 1 tells the helper to overlook that.
      name: 'heed-es-module-mark',
      renderChunk: code => code.replaceAll(/(__toESM\(\w+), 1\)/g, '$1)'),
    },
  ],
})
