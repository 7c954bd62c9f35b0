import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

interface Document {
  /** From the root of the project: `.github/guide/checks.md` */
  path: string
  text: string
}

const documentAt = (path: string): Document => ({ path, text: readFileSync(ROOT + path, 'utf8') })

const GUIDE = '.github/guide/'

/** The README, the pages of the guide and the notes for contributors. */
export const documents: readonly Document[] = [
  'README.md',
  ...readdirSync(ROOT + GUIDE).map(name => GUIDE + name),
  '.github/ARCHITECTURE.md',
  '.github/CONTRIBUTING.md',
].map(documentAt)

export const readme = documentAt('README.md').text

/** The text of a page of the guide, by its name: `checks`. */
export const guide = (name: string): string => documentAt(`${GUIDE}${name}.md`).text

/** The text below a heading, down to the next heading of any level. */
export function sectionOf(heading: string, text: string): string {
  const [, below] = `\n${text}`.split(`\n${heading}\n`)
  if (below === undefined) throw new Error(`There is no heading '${heading}'`)
  // A comment in a shell script is not a heading.
  return below.split(/\n#{2,} /)[0] ?? ''
}

/** The first block of code in a language. */
export function codeIn(text: string, language: string): string {
  const [code] = allCodeIn(text, language)
  if (code === undefined) throw new Error(`no block of ${language} in: ${text.slice(0, 60)}`)
  return code
}

export const allCodeIn = (text: string, language: string): string[] =>
  Array.from(text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm')), ([, code = '']) => code)

/** The command lines in the shell scripts and crontabs of a text, without the name of the program. */
export const commandLinesIn = (text: string): string[] =>
  [...allCodeIn(text, 'sh'), ...allCodeIn(text, 'cron')]
    .flatMap(code => code.replaceAll('\\\n', ' ').split('\n'))
    .flatMap(line => /(?:\bkms-audit|\bnpm start --)(?= |$)([^#|&<>)]*)/.exec(line.replace(/(^|\s)#.*/, ''))?.[1] ?? [])
    .map(line => line.trim())

interface Link {
  /** As it is written: `options.md#lists` */
  target: string
  /** From the root of the project; null for a web address. */
  path: string | null
  anchor: string | null
}

/** The links of a document, apart from those in blocks of code. */
export function linksOf({ path, text }: Document): Link[] {
  const prose = text.replace(/^```[^]*?^```$/gm, '')
  return Array.from(prose.matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => {
    if (/^https?:/.test(target)) return { target, path: null, anchor: null }
    const [file = '', anchor = null] = target.split('#')
    return { target, path: file === '' ? path : posix.join(posix.dirname(path), file), anchor }
  })
}

/** The anchor that GitHub gives to a heading. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')

export const anchorsOf = (text: string): string[] =>
  Array.from(text.replace(/^```[^]*?^```$/gm, '').matchAll(/^#+ (.*)$/gm), ([, heading = '']) => anchorOf(heading))
