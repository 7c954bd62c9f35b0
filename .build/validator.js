import { readFile } from 'node:fs/promises'
import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'

/** @import { Plugin } from 'rolldown' */

/** The module that compiles the schema when it is loaded, for tests that run without a build. */
const MODULE = /[\\/]src[\\/]report[\\/]validate-report\.ts$/

/** @param {string} path below src */
const readJson = async path => JSON.parse(await readFile(new URL(`../src/${path}`, import.meta.url), 'utf8'))

/**
 * Puts the compiled validator of reports into the bundle, in place of the schema and its compiler.
 *
 * @type {Plugin}
 */
export const compiledValidator = {
  name: 'compiled-validator',
  load: {
    filter: { id: MODULE },
    async handler() {
      const [schema, options] = await Promise.all([
        readJson('model/schemas/report.schema.json'),
        readJson('report/ajv-options.json'),
      ])
      const ajv = new Ajv({ ...options, code: { source: true, esm: true } })
      const code = standalone.default(ajv, ajv.compile(schema))
      return { code: `${code}\nexport { validate as validateReport }`, moduleType: 'js' }
    },
  },
}
