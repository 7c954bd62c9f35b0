import { exitCodes } from './exit-codes.ts'
import { variableOf } from './entry.ts'
import { entries } from './table.ts'

/** The README's table of options. */
export function optionsMarkdown(): string {
  const rows = entries.map(([, entry]) => [
    code(entry.flags),
    escape(entry.help),
    entry.inEnvironment === false ? '' : code(variableOf(entry)),
  ])
  return tableOf(['Option', 'Meaning', 'Environment'], rows)
}

/** The README's table of exit codes. */
export const exitCodesMarkdown = (): string =>
  tableOf(
    ['Exit code', 'Meaning'],
    exitCodes.map(({ code: number, meaning }) => [String(number), escape(meaning)]),
  )

const tableOf = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |\n`).join('')

const code = (text: string): string => `\`${text}\``

/** `*`, `<` and `_` would be read as markup. */
const escape = (text: string): string => text.replace(/[\\*<>|_]/g, '\\$&')
