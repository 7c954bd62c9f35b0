import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * @typedef {object} Package A package of which at least one module is bundled.
 * @property {string} name
 * @property {string} version
 * @property {string | null} license as its package.json says it: an SPDX identifier, or null where it says none
 * @property {string | null} repository the address of its source
 * @property {string[]} dependencies names of the packages that it may import
 * @property {string[]} texts of its license and notice files
 */

/** The folder of a package, from the path of one of its modules. */
const FOLDER = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/

const LEGAL_FILE = /^(licen[cs]e|notice|copying)/i

/**
 * The packages that these modules belong to, by name. Modules outside of node_modules are our own.
 *
 * @param {Iterable<string>} modules paths
 * @returns {Promise<Package[]>}
 */
export async function packagesOf(modules) {
  const folders = new Set(Array.from(modules, path => FOLDER.exec(path)?.[0]).filter(folder => folder !== undefined))
  const packages = await Promise.all(Array.from(folders, readPackage))
  return packages.toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version))
}

/**
 * @param {string} folder
 * @returns {Promise<Package>}
 */
async function readPackage(folder) {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const { name, version, license, repository } = manifest
  const files = (await readdir(folder)).filter(file => LEGAL_FILE.test(file)).toSorted()
  return {
    name,
    version,
    license: typeof license === 'string' ? license : null,
    repository: (typeof repository === 'string' ? repository : repository?.url) ?? null,
    dependencies: Object.keys({
      ...manifest.dependencies,
      ...manifest.optionalDependencies,
      ...manifest.peerDependencies,
    }),
    texts: await Promise.all(files.map(file => readFile(join(folder, file), 'utf8'))),
  }
}

/** The same order on every machine, whatever its language. */
const compare = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : a > b ? 1 : 0)
