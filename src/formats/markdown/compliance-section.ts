import { codeSpan, proseWithCode, tableHead, tableRow } from '../../lib/text/markdown.ts'
import type { ControlRecord, Report } from '../../model/report/report.ts'
import { fill, leftOutSentence } from './fill.ts'
import { DETAIL, MARKUP } from './limits.ts'

/** The controls of each framework, with `--compliance`. */
export function complianceSection({ compliance = [] }: Report, room: number): string {
  let text = ''
  for (const { name, controls } of compliance) {
    const heading = `\n### Compliance: ${proseWithCode(name, DETAIL)}\n\n`
    const beginning = tableHead(['Status', 'Control', 'Title', 'Result'])
    const { text: rows, count } = fill(
      controls.map(controlRow),
      room - text.length - heading.length - beginning.length - MARKUP,
    )
    const left = leftOutSentence(controls.length - count, 'control', 'json')
    text += count === 0 ? left : heading + beginning + rows + left
  }
  return text
}

const controlRow = ({ status, id, title, detail }: ControlRecord): string =>
  tableRow([
    status === 'fail' ? '**fail**' : status.replace('_', ' '),
    codeSpan(id, DETAIL),
    proseWithCode(title, DETAIL),
    proseWithCode(detail, DETAIL),
  ])
