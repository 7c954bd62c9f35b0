import { exitCodes } from './exit-codes.ts'
import { variableOf } from './entry.ts'
import { entries } from './table.ts'

/** The table of options in the guide. */
export function optionsMarkdown(): string {
  const rows = entries.map(([, entry]) => [
    code(entry.flags),
    prose(entry.help),
    entry.inEnvironment === false ? '' : code(variableOf(entry)),
  ])
  return tableOf(['Option', 'Meaning', 'Environment'], rows)
}

/** The README's table of exit codes. */
export const exitCodesMarkdown = (): string =>
  tableOf(
    ['Exit code', 'Meaning'],
    exitCodes.map(({ code: number, meaning }) => [String(number), prose(meaning)]),
  )

export const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |\n`).join('')

const code = (text: string): string => `\`${text}\``

/** Options and variables as code; elsewhere `*`, `<` and `_` would be read as markup. */
const prose = (text: string): string =>
  text.replace(/--[a-z-]+|[A-Z]+(?:_[A-Z]+)+|[\\*<>|_]/g, part => (part.length > 1 ? code(part) : `\\${part}`))
