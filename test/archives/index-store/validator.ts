import { Ajv } from 'ajv'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Returns what is wrong with a document, by the schema of this name in src/model/schemas/. */
export function validator(name: string): (document: unknown) => unknown[] {
  const path = fileURLToPath(new URL(`../../../src/model/schemas/${name}.schema.json`, import.meta.url))
  const schema = JSON.parse(readFileSync(path, 'utf8')) as object
  const validate = new Ajv({ allowUnionTypes: true, validateFormats: false }).compile(schema)
  return document => (validate(document) ? [] : (validate.errors ?? []))
}
