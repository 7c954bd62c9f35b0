import { readFile } from 'node:fs/promises'
import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'

/** @import { Plugin } from 'rolldown' */

/** A module that compiles the schema of its name when it is loaded, for tests that run without a build. */
const MODULE = /[\\/]src[\\/]report[\\/]validators[\\/]([a-z-]+)\.ts$/

/** @param {string} path below src */
const readJson = async path => JSON.parse(await readFile(new URL(`../src/${path}`, import.meta.url), 'utf8'))

/** @param {string} name */
const readSchema = name => readJson(`model/schemas/${name}.schema.json`)

/**
 * Puts compiled validators into the bundle, in place of schemas and their compiler.
 *
 * @type {Plugin}
 */
export const compiledValidator = {
  name: 'compiled-validator',
  load: {
    filter: { id: MODULE },
    async handler(id) {
      const [, name = ''] = MODULE.exec(id) ?? []
      const [schema, report, assessment, options] = await Promise.all([
        readSchema(name),
        readSchema('report'),
        readSchema('assessment'),
        readJson('report/ajv-options.json'),
      ])
      const ajv = new Ajv({ ...options, code: { source: true, esm: true } })
      if (name !== 'report') ajv.addSchema(report, 'report.schema.json').addSchema(assessment, 'assessment.schema.json')
      return { code: standalone.default(ajv, ajv.compile(schema)), moduleType: 'js' }
    },
  },
}
