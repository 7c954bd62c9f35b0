import { build } from 'rolldown'

/**
 * Dependencies that are ES modules only, and what they import. `require` fails on them before Node 20.19 and 22.12, and
 * prints an ExperimentalWarning in 22.12, so they become part of the bundle.
 */
const BUNDLED = new Set([
  'p-queue',
  'eventemitter3',
  'p-timeout',
  'string-width',
  'strip-ansi',
  'ansi-regex',
  'get-east-asian-width',
  'http-proxy-agent',
  'https-proxy-agent',
  'agent-base',
  'proxy-agent-negotiate',
])

/**
 * CommonJS in a few files: Node takes about a millisecond to load each ES module, which `kms-audit --help` would pay
 * thirty times. Other dependencies stay where they are, and what the program loads lazily stays a file of its own.
 *
 * Not through rolldown's command line, which lists a hundred files at every `npm ci`; warnings and errors are printed.
 */
await build({
  input: { main: 'src/main.ts', io: 'src/lib/io.ts' },
  platform: 'node',
  external: id => /^[^./]/.test(id) && !BUNDLED.has(id),
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    dynamicImportInCjs: false,
  },
})
