import { readFile } from 'node:fs/promises'

/** @import { SchemaObject } from 'ajv' */

const SRC = new URL('../src/', import.meta.url)
const REPORT = 'model/schemas/report.schema.json'

/** @param {string} path @returns {Promise<SchemaObject>} */
const readSchema = async path => JSON.parse(await readFile(new URL(path, SRC), 'utf8'))

/**
 * The schema of the input of OPA policies, with the definitions of the report that it refers to: `opa check` reads no
 * references to other files.
 *
 * @returns {Promise<SchemaObject>}
 */
export async function opaInputSchema() {
  const [{ definitions }, input] = await Promise.all([
    readSchema(REPORT),
    readSchema('findings/opa/opa-input.schema.json'),
  ])
  const text = JSON.stringify({ ...input, definitions })
  return JSON.parse(text.replaceAll(`../../${REPORT}#`, '#'))
}
