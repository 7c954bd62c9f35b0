import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
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
    const additions = file === ADDED_TO ? await additionsTo(file) : []
    const code = [await declarationsOf(file), ...additions].join('\n')
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

/** The part of the interface for other programs that is spread over several files. */
const ADDED_TO = 'model/options/archives-request.ts'

/**
 * What the files of archives add to a module: `declare module '../x.ts' { interface X { … } }`, as declarations of the
 * module itself, which TypeScript merges. They cannot use the types of other modules.
 *
 * @param {string} file
 */
async function additionsTo(file) {
  const added = []
  for (const path of await readdir(join(SRC, 'archives'), { recursive: true })) {
    if (!path.endsWith('.ts')) continue
    const from = join(SRC, 'archives', path)
    const text = await readFile(from, 'utf8')
    for (const [, name = '', interfaces = ''] of text.matchAll(/^declare module '(\.[^']+)' \{\n([^]*?)^\}/gm))
      if (relative(SRC, resolve(dirname(from), name)) === file)
        added.push(interfaces.replaceAll(/^ {2}interface /gm, '  export interface '))
  }
  return added
}
