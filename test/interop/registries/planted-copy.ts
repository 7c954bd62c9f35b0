import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { main } from '../../../src/main.ts'
import { memoryIo } from '../../memory-io.ts'
import type { blocks } from '../../readme/blocks.ts'
import { ROOT } from '../../readme/documents.ts'

// As bin/kms-audit.cjs does.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

/** What a contributor adds to the program: new files, and one line in the list of a registry. */
interface Planting {
  /** Text by path from the root of the project: `src/formats/lines.ts`. */
  files: Readonly<Record<string, string>>
  /** The new line of a registry, by its path: `src/formats/index.ts`. */
  lines: Readonly<Record<string, string>>
}

/** A planted entry of a registry, and what users find of it in the copy, by the title of a test. */
export interface PlantedEntry extends Planting {
  tests: Readonly<Record<string, (copy: PlantedCopy) => Promise<void>>>
}

export interface PlantedCopy {
  folder: string
  /** Runs the program of the copy in this process; without credentials, and on the sample account only with `--demo`. */
  run(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }>
  /** The same, started in a directory. */
  runIn: (directory: string | null, ...argv: readonly string[]) => ReturnType<PlantedCopy['run']>
  /** The generated block of the README or the guide: `formats`. */
  block(name: string): Promise<string>
  remove(): void
}

/** A temporary copy of the program with the new files and lines, loaded beside the original. */
export function plantedCopy(...plantings: readonly Planting[]): PlantedCopy {
  const folder = mkdtempSync(join(tmpdir(), 'kms-audit-planted-'))
  for (const path of ['src', 'test', '.github', 'README.md', 'package.json', 'tsconfig.json'])
    cpSync(ROOT + path, join(folder, path), { recursive: true, filter: from => !/\/(dist|golden)$/.test(from) })
  symlinkSync(`${ROOT}node_modules`, join(folder, 'node_modules'))
  for (const { files, lines } of plantings) {
    for (const [path, text] of Object.entries(files)) write(join(folder, path), text)
    for (const [path, line] of Object.entries(lines)) addLine(join(folder, path), line)
  }
  const runIn: PlantedCopy['runIn'] = async (directory, ...argv) => {
    const program = (await import(join(folder, 'src/main.ts'))) as { main: typeof main }
    const io = memoryIo({ directory })
    const code = await program.main(argv, io)
    return { code, out: io.out(), err: io.err() }
  }
  return {
    folder,
    run: (...argv) => runIn(null, ...argv),
    runIn,
    block: async name => {
      const written = (await import(join(folder, 'test/readme/blocks.ts'))) as { blocks: typeof blocks }
      return (await written.blocks[name]?.()) ?? ''
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text, { flag: 'wx' })
}

/** A registry is a list of exports, or one that ends with `} satisfies Registry<…>`. */
function addLine(path: string, line: string): void {
  const text = readFileSync(path, 'utf8')
  if (line.startsWith('export ')) return writeFileSync(path, `${text}${line}\n`)
  const end = text.lastIndexOf('\n} ')
  writeFileSync(path, `${text.slice(0, end)}\n  ${line}${text.slice(end)}`)
}
