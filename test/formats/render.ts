import type { Format, View } from '../../src/formats/format.ts'
import type { Report } from '../../src/model/report/report.ts'

export const PIPED: View = { terminal: false, width: 80, color: false, unicode: true }

export const terminalOf = (width: number, color = false): View => ({ terminal: true, width, color, unicode: true })

export const render = (format: Format, report: Report, view: View = PIPED): string =>
  [...format.render(report, view)].join('')

/** An HTML page without the styles and scripts that all pages share. Other text is unchanged. */
export const withoutFrame = (text: string): string =>
  text
    .replace(/<style>[^]*?<\/style>/, '<style></style>')
    .replace(/<script>;[^]*<\/script>/, '<script></script>')
    .replaceAll(/ class="[^"]*"/g, '')
    .replaceAll(/sha256-[\w+/=]+/g, 'sha256-')
