import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** @import { SchemaObject } from 'ajv' */

const SRC = new URL('../src/', import.meta.url)
const FOLDER = 'model/schemas/'
/** Files with definitions for other schemas. They do not describe a document. */
const PARTS = 'assessment.schema.json'

/** @param {string} path below src @returns {Promise<SchemaObject>} */
const readSchema = async path => JSON.parse(await readFile(new URL(path, SRC), 'utf8'))

/**
 * Writes the schemas that the package publishes into a folder. Each is complete in one file, because many readers, such
 * as `opa check`, read no references to other files.
 *
 * @param {string} folder
 */
export async function writeSchemas(folder) {
  const names = (await readdir(new URL(FOLDER, SRC))).filter(name => name !== PARTS)
  for (const path of [...names.map(name => FOLDER + name), 'findings/opa/opa-input.schema.json']) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    await writeFile(join(folder, name), `${JSON.stringify(await completeSchema(path), null, 2)}\n`)
  }
}

/**
 * Returns a schema with the definitions of other files that it refers to. Definitions of the same name must not differ.
 *
 * @param {string} path below src
 * @returns {Promise<SchemaObject>}
 */
export async function completeSchema(path) {
  const own = await readSchema(path)
  /** @type {Record<string, unknown>} */
  const definitions = { ...own.definitions }
  let text = JSON.stringify(own)
  for (const file of [PARTS, 'report.schema.json']) {
    const prefix = file.replace('.schema.json', '')
    const { definitions: theirs } = await readSchema(FOLDER + file)
    const needed = neededFrom(text + JSON.stringify(definitions), file, theirs)
    for (const [name, given] of needed) definitions[`${prefix}.${name}`] = withinFile(given, prefix)
  }
  text = JSON.stringify({ ...own, definitions: Object.keys(definitions).length === 0 ? undefined : definitions })
  return JSON.parse(text.replaceAll(/"(?:[^"#]*\/)?([a-z-]+)\.schema\.json#\/definitions\//g, '"#/definitions/$1.'))
}

/**
 * The definitions of a file that a text refers to, and those that these refer to.
 *
 * @param {string} text
 * @param {string} file
 * @param {Record<string, unknown>} theirs
 * @returns {Map<string, unknown>}
 */
function neededFrom(text, file, theirs) {
  const needed = new Map()
  const names = Array.from(
    text.matchAll(new RegExp(`${file.replaceAll('.', '\\.')}#/definitions/(\\w+)`, 'g')),
    match => match[1],
  )
  while (names.length > 0) {
    const name = names.pop() ?? ''
    if (needed.has(name)) continue
    needed.set(name, theirs[name])
    for (const match of JSON.stringify(theirs[name]).matchAll(/"#\/definitions\/(\w+)"/g)) names.push(match[1])
  }
  return needed
}

/** @param {unknown} given @param {string} prefix @returns {unknown} */
const withinFile = (given, prefix) =>
  JSON.parse(JSON.stringify(given).replaceAll('"#/definitions/', `"#/definitions/${prefix}.`))
