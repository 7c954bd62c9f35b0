import { safeText } from './safe-text.ts'

/**
 * Text from outside as a code span: no link, mention, issue reference, autolink, emphasis or HTML can come of it, on
 * GitHub and GitLab alike. A backslash does not help against mentions, which are found in the rendered text. The text
 * is made safe and shortened to `limit` characters. Empty if the text is.
 *
 * GFM: https://github.github.com/gfm/#code-spans
 */
export function codeSpan(text: string, limit = Infinity): string {
  const shown = shortened(safeText(text), limit)
  if (shown.trim() === '') return ''
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  // One space at each end is removed again by the reader of the Markdown.
  const space = /^[ `]|[ `]$/.test(shown) ? ' ' : ''
  return `${fence}${space}${shown}${space}${fence}`
}

/**
 * A sentence that may contain names from outside. Plain words stay as they are. Every other word becomes a code span:
 * `lets arn:aws:iam::444455556666:root decrypt` has one of them.
 */
export function proseWithCode(text: string, limit = Infinity): string {
  const words = shortened(safeText(text), limit).split(/(\s+)/)
  return words.map(word => (/^\s*$/.test(word) ? word : wordWithCode(word))).join('')
}

function wordWithCode(word: string): string {
  const [, before = '', core = '', after = ''] = /^([("']*)(.*?)([)"'.,;:!?…]*)$/su.exec(word) ?? []
  const isPlain = PLAIN_WORD.test(core) && !COMMIT.test(core)
  return `${before}${core === '' || isPlain ? core : codeSpan(core)}${after}`
}

/** Letters, parts joined by hyphens, and numbers. Anything else may mean something in Markdown. */
const PLAIN_WORD = /^(?:\p{L}+(?:['’-]\p{L}+)*|\d{1,6}(?:[.,]\d+)*)$/u
/** What GitHub links if the repository has such a commit. */
const COMMIT = /\b[\da-f]{7,40}\b/i

const shortened = (text: string, limit: number): string => {
  const characters = text.length <= limit ? [] : Array.from(text)
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`
}

/** One row of a table. The cells are Markdown; a pipe in them does not end the cell. */
export const tableRow = (cells: readonly string[]): string => `| ${cells.map(escapePipes).join(' | ')} |\n`

/** A pipe after a backslash would end the cell, because readers take the backslash for escaped. */
const escapePipes = (cell: string): string =>
  cell.replace(/\\+\|/g, pipe => `${pipe.slice(0, -1)} \\|`).replace(/(?<!\\)\|/g, '\\|')

/** The first two lines of a table. A title that begins with `>` aligns its column to the right. */
export function tableHead(titles: readonly string[]): string {
  const names = titles.map(title => title.replace(/^>/, ''))
  return `${tableRow(names)}| ${titles.map(title => (title.startsWith('>') ? '---:' : '---')).join(' | ')} |\n`
}

/** A block of code, to be copied. A fence inside the text does not end it. */
export function codeBlock(language: string, lines: readonly string[]): string {
  const text = lines.map(line => `${safeText(line)}\n`).join('')
  const longest = Math.max(2, ...Array.from(text.matchAll(/`{3,}/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}${fence}\n`
}

/** A part that is closed until the reader opens it. `summary` is plain text without markup. */
export const collapsible = (summary: string, body: string): string =>
  `<details>\n<summary>${summary}</summary>\n\n${body.trimEnd()}\n\n</details>\n`
