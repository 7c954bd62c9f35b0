/** @import { Package } from './packages.js' */

/** The name by which tools find a CycloneDX document: it ends in `.cdx.json`. */
export const SBOM = 'sbom.cdx.json'

/**
 * @typedef {object} Product The package that is built.
 * @property {string} name
 * @property {string} version
 * @property {string} license
 * @property {string} description
 * @property {readonly string[]} dependencies that its own code may import
 */

/**
 * The software bill of materials: the packages of which code is bundled, as CycloneDX JSON. It has no time and no serial
 * number, so that the same source gives the same file.
 * https://cyclonedx.org/docs/1.6/json/
 *
 * @param {Product} product
 * @param {readonly Package[]} installed
 * @returns {string}
 */
export function sbomText(product, installed) {
  const root = purlOf(product)
  // A package may be installed twice in the same version.
  const packages = [...new Map(installed.map(one => [purlOf(one), one])).values()]
  const refs = (/** @type {readonly string[]} */ names) =>
    packages.filter(({ name }) => names.includes(name)).map(purlOf)
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: { ...componentOf(product), type: 'application', description: product.description },
    },
    components: packages.map(one => ({ ...componentOf(one), ...sourceOf(one) })),
    dependencies: [
      { ref: root, dependsOn: refs(product.dependencies) },
      ...packages.map(one => ({ ref: purlOf(one), dependsOn: refs(one.dependencies) })),
    ],
    // No other package is needed at run time.
    compositions: [{ aggregate: 'complete', assemblies: [root] }],
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

/** @param {{ name: string, version: string, license: string | null }} one */
function componentOf({ name, version, license }) {
  const [, group, bare = name] = /^(@[^/]+)\/(.+)$/.exec(name) ?? []
  const purl = purlOf({ name, version })
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group === undefined ? {} : { group }),
    name: bare,
    version,
    ...(license === null ? {} : { licenses: [{ license: { id: license } }] }),
    purl,
  }
}

/**
 * The package URL: `pkg:npm/%40aws-sdk/core@3.1.0`.
 * https://github.com/package-url/purl-spec/blob/main/types-doc/npm-definition.md
 *
 * @param {{ name: string, version: string }} one
 */
const purlOf = ({ name, version }) => `pkg:npm/${name.replace(/^@/, '%40')}@${encodeURIComponent(version)}`

/** @param {Package} one */
function sourceOf({ repository }) {
  // npm also accepts the short form `owner/name` of GitHub.
  const url = repository
    ?.replace(/^(?:github:)?([\w.-]+\/[\w.-]+)$/, 'https://github.com/$1')
    .replace(/^git\+/, '')
    .replace(/^(git|ssh):\/\/(git@)?/, 'https://')
  return url !== undefined && URL.canParse(url) ? { externalReferences: [{ type: 'vcs', url }] } : {}
}
