import { exitCodes } from '../../src/cli/exit-codes.ts'
import { nameOf, shownFlags, variableOf } from '../../src/cli/option.ts'
import { entries } from '../cli/parse.ts'

/** The options in the guide: a heading and a table for each group. */
export function optionsMarkdown(): string {
  const groups = new Map<string, string[][]>()
  for (const [, entry] of entries) {
    const variable = entry.inEnvironment === false ? '' : code(variableOf(entry))
    groups.set(entry.group, [
      ...(groups.get(entry.group) ?? []),
      [code(shownFlags(entry)), prose(entry.help), variable],
    ])
  }
  const sections = Array.from(groups, ([group, rows]) => `## ${group}\n\n${tableOf(HEAD, rows)}`)
  return sections.join('\n')
}

const HEAD = ['Option', 'Meaning', 'Environment']

/** The options that only a config file that was named can set. */
export function configOptionsMarkdown(): string {
  const rows = entries
    .filter(([, { inConfig }]) => inConfig === 'named')
    .map(([, entry]) => [code(nameOf(entry)), prose(entry.help)])
  return tableOf(['Key', 'Meaning'], rows)
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
