import type { Format, View } from '../../src/formats/format.ts'
import type { Report } from '../../src/model/report.ts'

export const PIPED: View = { terminal: false, width: 80, color: false, unicode: true }

export const terminalOf = (width: number, color = false): View => ({ terminal: true, width, color, unicode: true })

export const render = (format: Format, report: Report, view: View = PIPED): string =>
  [...format.render(report, view)].join('')
