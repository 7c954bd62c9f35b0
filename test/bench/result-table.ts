import type { Measurement, Unit } from './case.ts'
import { isMet } from './case.ts'

export interface Line extends Measurement {
  case: string
}

/** `60-keys    wall    12.4 s    11.0 s    1.13 (1.12-1.14)    <= 1.2    yes` */
export function resultTable(lines: readonly Line[]): string {
  const rows = [HEAD, ...lines.map(toCells)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const text = rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return `${text.join('\n')}\n\n${lines.map(notesOf).join('')}`
}

const HEAD = ['case', 'what', 'measured', 'bound', 'ratio (least-most)', 'bar', 'met']

function toCells(line: Line): string[] {
  const { case: name, what, unit, measured, bound, ratio, bar } = line
  return [
    name,
    what,
    value(measured, unit),
    bound === null ? '' : value(bound, unit),
    ratio === null ? '' : `${ratio.toFixed(3)} (${spread(line)})`,
    `<= ${ratio === null ? value(bar, unit) : bar}`,
    isMet(line) ? 'yes' : 'NO',
  ]
}

const value = (amount: number, unit: Unit): string => `${amount.toFixed(DIGITS[unit])} ${unit}`.trimEnd()
const DIGITS: Readonly<Record<Unit, number>> = { '': 0, s: 2, ms: 1, MB: 0, KB: 2, '%': 2, open: 0 }

const spread = ({ samples }: Line): string =>
  [Math.min(...samples), Math.max(...samples)].map(n => n.toFixed(3)).join('-')

const notesOf = ({ case: name, what, notes }: Line): string => notes.map(note => `${name}, ${what}: ${note}\n`).join('')
