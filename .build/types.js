import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { isolatedDeclarationSync } from 'rolldown/experimental'

const SRC = resolve(import.meta.dirname, '../src')

/** The module that a declaration imports from, and the text before it. */
const IMPORT = /(\b(?:from|import\()\s*')([^']+)(?=')/g

/**
 * Writes the declarations of a module, and of all modules whose types it uses, into a folder. They are declarations of
 * CommonJS modules (`.d.cts`), as the bundle is.
 *
 * Each file is read alone, without the compiler, which takes milliseconds: what it exports must have explicit types.
 *
 * @param {string} entry a path below src
 * @param {string} folder
 * @throws if a type is not explicit, or if a declaration needs the types of another package
 */
export async function writeTypes(entry, folder) {
  /** @type {Set<string>} */
  const known = new Set()
  const queue = [entry]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (known.has(file)) continue
    known.add(file)
    const code = await declarationsOf(file)
    for (const [, , name = ''] of code.matchAll(IMPORT)) {
      if (!name.startsWith('.')) throw new Error(`${file} needs the types of ${name}, which users may not have.`)
      queue.push(relative(SRC, resolve(SRC, dirname(file), name)))
    }
    const target = join(folder, file.replace(/\.ts$/, '.d.cts'))
    await mkdir(dirname(target), { recursive: true })
    await writeFile(
      target,
      code.replace(IMPORT, (_, before, name) => before + name.replace(/\.ts$/, '.cjs')),
    )
  }
}

/** @param {string} file */
async function declarationsOf(file) {
  const { code, errors } = isolatedDeclarationSync(file, await readFile(join(SRC, file), 'utf8'))
  const [error] = errors
  if (error !== undefined) throw new Error(`${file}: ${error.message}`)
  return code.replaceAll(/(from|import\() ?"([^"]+)"/g, "$1 '$2'")
}
