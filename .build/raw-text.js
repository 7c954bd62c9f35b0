import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** @import { Plugin } from 'rolldown' */

const RAW = /\?raw$/

/**
 * Imports a file as text: `import style from './page.css?raw'`, as vitest does in tests.
 *
 * @type {Plugin}
 */
export const rawText = {
  name: 'raw-text',
  resolveId: {
    filter: { id: RAW },
    handler: (source, importer) => (importer === undefined ? null : resolve(dirname(importer), source)),
  },
  load: {
    filter: { id: RAW },
    async handler(id) {
      const text = await readFile(id.replace(RAW, ''), 'utf8')
      return { code: `export default ${JSON.stringify(text)}`, moduleType: 'js' }
    },
  },
}
