import { readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { rolldown } from 'rolldown'

const ENTRY = '\0man-page'
const CODE = `
export { manPage } from './src/cli/man-page.ts'
import { commandsIn } from './src/cli/command.ts'
import * as registry from './src/commands/index.ts'
export const commands = commandsIn(registry)
`

/**
 * The text of the man page. The commands declare their options without loading their work, so only that is bundled.
 *
 * @returns {Promise<string>}
 */
export async function manPageText() {
  const build = await rolldown({ input: ENTRY, platform: 'node', plugins: [entry, workIsLeftOut], external: isBuiltin })
  const { output } = await build.generate({ format: 'esm' })
  await build.close()
  const { manPage, commands } = await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`)
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
  return manPage(commands, { version, date: buildDate() })
}

/** https://reproducible-builds.org/specs/source-date-epoch/ */
function buildDate() {
  const seconds = process.env['SOURCE_DATE_EPOCH']
  return new Date(seconds === undefined ? Date.now() : Number(seconds) * 1000).toISOString().slice(0, 10)
}

/** @type {import('rolldown').Plugin} */
const entry = {
  name: 'man-page',
  resolveId: id => (id === ENTRY ? id : null),
  load: id => (id === ENTRY ? CODE : null),
}

/** @type {import('rolldown').Plugin} */
const workIsLeftOut = {
  name: 'work-is-left-out',
  resolveId: (id, _importer, { kind }) => (kind === 'dynamic-import' ? { id, external: true } : null),
}
