import { pad } from '../../lib/text/cut.ts'
import { joinWithAnd } from '../../lib/text/lists.ts'
import { paint } from '../../lib/text/paint.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { wrapWhole } from '../../lib/text/wrap-columns.ts'
import { displayWidth } from '../../lib/text/width.ts'
import type { ShownConfig, ShownOption } from '../../model/options/shown-config.ts'
import type { Format, View } from '../format.ts'
import { usableWidth } from '../table/terminal.ts'

type Row = readonly [name: string, from: string, value: string]

const table: Format<ShownConfig> = {
  title: 'one line per option: where its value comes from, and the value',
  *render(shown, view) {
    const rows = shown.options.map(rowOf)
    const head: Row = ['Option', 'From', 'Value']
    const widths = [0, 1].map(at => Math.max(...[head, ...rows].map(row => displayWidth(row[at] ?? ''))))
    yield* linesOf(head, widths, view, 'bold')
    for (const [at, row] of rows.entries())
      yield* linesOf(row, widths, view, shown.options[at]?.source === 'default' ? 'dim' : undefined)
    yield `\n${safeText(fileText(shown))}\n`
  },
}

export default table

const rowOf = (option: ShownOption): Row => [option.name, safeText(option.at ?? 'default'), safeText(valueText(option))]

function valueText({ value, overrides }: ShownOption): string {
  const note = overrides.length === 0 ? '' : ` (in place of ${joinWithAnd(overrides)})`
  if (value === null) return `not set${note}`
  return `${Array.isArray(value) ? value.join(', ') || 'none' : String(value)}${note}`
}

/** The value comes last, because it can be long: on a terminal it continues below itself. */
function* linesOf([name, from, value]: Row, widths: readonly number[], view: View, style?: 'bold' | 'dim') {
  const [nameWidth = 0, fromWidth = 0] = widths
  const start = `${pad(name, nameWidth, 'left')}  ${pad(from, fromWidth, 'left')}  `
  const room = Math.max(20, usableWidth(view) - nameWidth - fromWidth - 4)
  const values = view.terminal ? wrapWhole(value, room) : [value]
  for (const [at, part] of values.entries()) {
    const line = `${at === 0 ? start : ' '.repeat(nameWidth + fromWidth + 4)}${part}`.trimEnd()
    yield `${view.color && style !== undefined ? paint(line, style) : line}\n`
  }
}

function fileText({ file, no_file: reason }: ShownConfig): string {
  if (file === null) return `No config file: ${reason}.`
  return `Config file: ${file.path}${file.named ? '' : ', found by searching'}.`
}
