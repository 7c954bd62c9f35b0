import { readFile, writeFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { chunkGroups } from './chunk-groups.js'
import { inkInCjs } from './ink-in-cjs.js'
import { lazyStringWidth } from './lazy-string-width.js'
import { licensesText } from './licenses.js'
import { packagesOf } from './packages.js'
import { SBOM, sbomText } from './sbom.js'
import { rawText } from './raw-text.js'
import { withoutAjv } from './without-ajv.js'
import { compiledValidator } from './validator.js'

/** The program with its streams, the library, and the threads that read archives. */
const ENTRIES = {
  main: 'src/main.ts',
  io: 'src/lib/process/io.ts',
  index: 'src/index.ts',
  'log-worker': 'src/archives/local/log-worker.ts',
}

/** Part of the package, beside the code that it is about. */
export const LICENSES = 'third-party-licenses.txt'

/**
 * What a dependency loads only where a user has installed it. `https-proxy-agent` wants `kerberos` for proxies that ask
 * for Negotiate, and says so where it is missing.
 */
const OPTIONAL = new Set(['kerberos'])

/**
 * Bundles the program and all its dependencies into a folder, as CommonJS: Node takes about a millisecond to load each
 * ES module, which `kms-audit --help` would pay thirty times.
 *
 * Not minified: the stack of an error that a user reports stays readable.
 *
 * @param {string} folder is emptied first
 * @throws if a license is missing or not permitted, or if the program would need a package at run time
 */
export async function bundle(folder) {
  const build = await rolldown({
    input: ENTRIES,
    platform: 'node',
    // What other files of the bundle need of an entry's modules may be exported beside the entry's own names.
    preserveEntrySignatures: 'allow-extension',
    // The ES modules of the AWS SDK: of its CommonJS build, whole clients would stay in.
    resolve: { mainFields: ['module', 'main'] },
    plugins: [compiledValidator, rawText, withoutAjv, inkInCjs, lazyStringWidth],
    // Of React, the part without help for developers.
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    external: id => isBuiltin(id) || OPTIONAL.has(id),
    // Says how long a plugin took: of no use here, and printed on slow machines only.
    checks: { pluginTimings: false },
    onLog: (_level, { message }) => {
      throw new Error(message)
    },
  })
  const { output } = await build.write({
    dir: folder,
    cleanDir: true,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    dynamicImportInCjs: false,
    comments: { jsdoc: false },
    codeSplitting: { groups: chunkGroups },
  })
  await build.close()
  const modules = output.flatMap(file => (file.type === 'chunk' ? Object.keys(file.modules) : []))
  // Each file contains some of the bundler's own code.
  modules.push(fileURLToPath(import.meta.resolve('rolldown')))
  const packages = await packagesOf(modules)
  await writeFile(join(folder, LICENSES), licensesText(packages))
  await writeFile(join(folder, SBOM), sbomText(await product(), packages))
}

/** What package.json says of the program itself. Its dependencies are bundled, and so are development dependencies. */
async function product() {
  const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
  return { ...manifest, dependencies: Object.keys(manifest.devDependencies) }
}
