import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export const readme = readFileSync(`${ROOT}README.md`, 'utf8')

/** The text below a heading, down to the next heading of any level. */
export function sectionOf(heading: string): string {
  const [, below] = `\n${readme}`.split(`\n${heading}\n`)
  if (below === undefined) throw new Error(`The README has no heading '${heading}'`)
  // A comment in a shell script is no heading.
  return below.split(/\n#{2,} /)[0] ?? ''
}

/** The first block of code in such a language. */
export function codeIn(text: string, language: string): string {
  const [, code] = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(text) ?? []
  if (code === undefined) throw new Error(`no block of ${language} in: ${text.slice(0, 60)}`)
  return code
}
